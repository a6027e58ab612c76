import { beforeAll, beforeEach } from 'vitest'
import { joinedAs, type Puppet, profileOf, puppet } from '../../../../test/networks/puppet.ts'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { sweep } from './sweep.ts'

/** A network in the hand of the test, and what the open web answers to requests for pictures. */
export const there: Puppet = puppet()
export const pictures = new Map<string, () => Response>()
export let w: World
export let owner: Visitor

export const refused = new NetworkFailure('reconnect', 'The permission was taken back.', { code: 'revoked' })
export const away = new NetworkFailure('later', 'The server is down.', { code: 'down' })

export const day = 86_400_000
export const inDays = (days: number): Date => new Date(w.clock.now().getTime() + days * day)

beforeAll(async () => {
  const fetch: typeof globalThis.fetch = async (input) => {
    const answer = pictures.get(String(input))
    if (!answer) throw new Error(`Nobody expected a request to ${String(input)}`)
    return answer()
  }
  // A world of its own: sweeps look at all channels there are.
  w = await world({ networks: [there.network], alone: true, fetch })
  owner = await program(await openDoor(w), w, 'owner')
})

beforeEach(() => {
  there.profile = profileOf('ann')
  there.refreshed = { credential: { secret: 'fresh' }, expiresAt: null }
  there.asked.length = 0
})

/** So many accounts are joined; the newest is `ann<count>`. */
export let count = 0
export async function join(expiresAt: Date | null = null): Promise<string> {
  there.offers = [joinedAs(`ann${++count}`, { expiresAt })]
  const { body } = await owner('POST /channels', {
    network: 'puppet',
    way: 'password',
    fields: { handle: 'ann', password: 'hush' },
  })
  return (body.channels as { id: string }[])[0]?.id ?? ''
}

export const read = async (id: string) => (await owner(`GET /channels/${id}`)).body
export const healthOf = async (id: string) =>
  (await read(id)).health as { code: string; level: string; words: string }
export const notices = (id: string) =>
  w.ctx.db
    .selectFrom('notifications')
    .select(['kind', 'facts', 'resolvedAt'])
    .where('subjectId', '=', id)
    .orderBy('id')
    .execute()

/** The minute's sweep and all that it asks for. */
export async function turn(): Promise<void> {
  await sweep(w.ctx)
  await w.runJobs()
}
