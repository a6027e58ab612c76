import sharp from 'sharp'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { joinedAs, type Puppet, profileOf, puppet } from '../../../../test/networks/puppet.ts'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import { type World, world } from '../../../../test/world.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { OutboundError } from '../../../platform/http/index.ts'
import { accountFor, reportFailure, reportSuccess } from './index.ts'
import { sweep } from './sweep.ts'

const day = 86_400_000
const refused = new NetworkFailure('reconnect', 'The permission was taken back.', { code: 'revoked' })
const away = new NetworkFailure('later', 'The server is down.', { code: 'down' })

let w: World
let owner: Visitor
const there: Puppet = puppet()
const pictures = new Map<string, () => Response>()

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

let count = 0
async function join(expiresAt: Date | null = null): Promise<string> {
  there.offers = [joinedAs(`ann${++count}`, { expiresAt })]
  const { body } = await owner('POST /channels', {
    network: 'puppet',
    way: 'password',
    fields: { handle: 'ann', password: 'hush' },
  })
  return (body.channels as { id: string }[])[0]?.id ?? ''
}

const read = async (id: string) => (await owner(`GET /channels/${id}`)).body
const healthOf = async (id: string) =>
  (await read(id)).health as { code: string; level: string; words: string }
const notices = (id: string) =>
  w.ctx.db
    .selectFrom('notifications')
    .select(['kind', 'facts', 'resolvedAt'])
    .where('subjectId', '=', id)
    .orderBy('id')
    .execute()
const inDays = (days: number) => new Date(w.clock.now().getTime() + days * day)

/** The minute's sweep and all that it asks for. */
async function turn(): Promise<void> {
  await sweep(w.ctx)
  await w.runJobs()
}

describe('a network that refuses the sign-in', () => {
  test('holds the channel, tells people once, and says so in words', async () => {
    const id = await join()
    await reportFailure(w.ctx, id, null, refused)
    await reportFailure(w.ctx, id, null, refused)
    expect(await read(id)).toMatchObject({
      state: 'reconnect',
      health: { level: 'trouble', code: 'reconnect', facts: { reason: 'The permission was taken back.' } },
    })
    expect(await notices(id)).toMatchObject([{ kind: 'channel.reconnect', resolvedAt: null }])
  })

  test.for(['later', 'rejected', 'unknown'] as const)(
    'is not one that failed otherwise: %s',
    async (kind) => {
      const id = await join()
      await reportFailure(w.ctx, id, null, new NetworkFailure(kind, 'No.', { code: 'x' }))
      await reportFailure(w.ctx, id, null, new Error('ours'))
      expect((await read(id)).state).toBe('active')
      expect(await notices(id)).toEqual([])
    },
  )

  test('is looked at once more, and a passing cloud mends by itself', async () => {
    const id = await join()
    await reportFailure(w.ctx, id, null, refused)
    w.clock.on(2 * 60_000)
    await turn()
    expect((await read(id)).state).toBe('active')
    expect((await notices(id))[0]?.resolvedAt).not.toBeNull()
  })

  test('with a sign-in that a person has replaced meanwhile says nothing of the new one', async () => {
    const id = await join()
    const old = await accountFor(w.ctx, id)
    const rejoined = await accountFor(w.ctx, id)
    await rejoined.save({ secret: 'of the person who signed in again' }, null)
    await reportFailure(w.ctx, id, old.signIn, refused)
    expect((await read(id)).state).toBe('active')
    expect(await notices(id)).toEqual([])
    await reportFailure(w.ctx, id, rejoined.signIn, refused)
    expect((await read(id)).state).toBe('reconnect')
  })

  test('is over when something works again', async () => {
    const id = await join()
    await reportFailure(w.ctx, id, null, refused)
    await reportSuccess(w.ctx, id)
    await reportSuccess(w.ctx, id)
    expect((await read(id)).state).toBe('active')
  })

  test('while paused is remembered for the day it is resumed', async () => {
    const id = await join()
    await owner(`POST /channels/${id}/pause`)
    await reportFailure(w.ctx, id, null, refused)
    expect((await read(id)).state).toBe('paused')
    expect((await owner(`POST /channels/${id}/resume`)).body.state).toBe('reconnect')
  })
})

describe('a sign-in is made new ahead of its end', () => {
  test('after a third of its life, proven by a question, and never twice for one turn', async () => {
    const id = await join(new Date(w.clock.now().getTime() + 3 * 3_600_000))
    w.clock.on(59 * 60_000)
    await turn()
    expect(there.asked.filter(({ verb }) => verb === 'refresh')).toEqual([])
    w.clock.on(60_000)
    there.refreshed = {
      credential: { secret: 'second' },
      expiresAt: new Date(w.clock.now().getTime() + 6 * 3_600_000),
    }
    await turn()
    await turn()
    const mine = there.asked.filter(({ account }) => account === `id-ann${count}`)
    expect(mine.map(({ verb, credential }) => [verb, credential])).toEqual([
      ['refresh', { secret: `word of ann${count}` }],
      ['check', { secret: 'second' }],
    ])
    expect((await accountFor(w.ctx, id)).credential).toEqual({ secret: 'second' })
    expect((await read(id)).signInEndsAt).toBe(
      new Date(w.clock.now().getTime() + 6 * 3_600_000).toISOString(),
    )
  })

  test('a server that is away costs nothing but another try, soon and then less often', async () => {
    const id = await join(inDays(3))
    there.refreshed = away
    for (let i = 0; i < 4; i++) {
      w.clock.on(i === 0 ? day : 3_600_000)
      await turn()
    }
    expect(await read(id)).toMatchObject({ state: 'active', refresh: { failures: 4 } })
    expect(await healthOf(id)).toMatchObject({ code: 'ends_soon' })
    there.refreshed = { credential: { secret: 'x' }, expiresAt: inDays(90) }
    w.clock.on(3_600_000)
    await turn()
    expect(await read(id)).toMatchObject({
      state: 'active',
      refresh: { failures: 0 },
      health: { code: 'good' },
    })
  })

  test('a refusal by the network holds the channel', async () => {
    const id = await join(inDays(3))
    there.refreshed = refused
    there.profile = refused
    w.clock.on(day)
    await turn()
    expect((await read(id)).state).toBe('reconnect')
  })

  test('a fault of ours is thrown on, not put on the account', async () => {
    const id = await join(inDays(3))
    there.refreshed = new TypeError('a bug')
    w.clock.on(day)
    await turn()
    expect((await read(id)).state).toBe('active')
    there.refreshed = { credential: { secret: 'x' }, expiresAt: null }
  })
})

describe('people are warned before a sign-in ends', () => {
  test('14, 7 and 1 days before, each once', async () => {
    there.refreshed = away
    const id = await join(inDays(30))
    const days = async () => (await notices(id)).map(({ facts }) => (facts as { days: number }).days)
    const told: number[][] = []
    for (const left of [15, 14, 13, 8, 7, 6, 2, 1]) {
      const end = new Date(String((await read(id)).signInEndsAt)).getTime()
      w.clock.to(new Date(end - left * day))
      await sweep(w.ctx)
      await sweep(w.ctx)
      told.push([left, ...(await days()).slice(-1)])
    }
    expect(told).toEqual([[15], [14, 14], [13, 14], [8, 14], [7, 7], [6, 7], [2, 7], [1, 1]])
  })

  test('but not on the day of signing in, when it was never longer', async () => {
    there.refreshed = away
    const id = await join(inDays(14))
    await sweep(w.ctx)
    expect(await notices(id)).toEqual([])
    w.clock.on(7 * day)
    await sweep(w.ctx)
    expect(await notices(id)).toMatchObject([{ kind: 'channel.expiring', facts: { days: 7 } }])
  })

  test('and the warning ends when the sign-in was made new', async () => {
    there.refreshed = away
    const id = await join(inDays(20))
    w.clock.on(7 * day)
    await sweep(w.ctx)
    expect(await notices(id)).toMatchObject([{ resolvedAt: null }])
    there.refreshed = { credential: { secret: 'x' }, expiresAt: inDays(90) }
    await turn()
    expect((await notices(id))[0]?.resolvedAt).not.toBeNull()
  })
})

describe('a channel is asked daily whether it works', () => {
  test('and takes name, handle and limits from the network', async () => {
    const id = await join()
    there.profile = { ...profileOf('bob'), limits: { text: { max: 500 } } }
    w.clock.on(1.2 * day)
    await turn()
    expect(await read(id)).toMatchObject({
      handle: '@bob',
      name: 'The bob',
      limits: { text: { max: 500 } },
      checkedAt: w.clock.now().toISOString(),
    })
  })

  test('a name that a person gave stays until they take it back', async () => {
    const id = await join()
    await owner(`PATCH /channels/${id}`, { name: 'Our shop' })
    w.clock.on(1.2 * day)
    await turn()
    expect(await read(id)).toMatchObject({ name: 'Our shop', renamed: true, handle: '@ann' })
    await owner(`PATCH /channels/${id}`, { name: null })
    await w.runJobs()
    expect(await read(id)).toMatchObject({ name: 'The ann', renamed: false })
  })

  test('silence is told after the third time, and harms nothing', async () => {
    const id = await join()
    there.profile = away
    w.clock.on(1.2 * day)
    await turn()
    expect((await healthOf(id)).code).toBe('good')
    for (let i = 0; i < 2; i++) {
      w.clock.on(2 * 3_600_000)
      await turn()
    }
    expect(await read(id)).toMatchObject({ state: 'active', health: { level: 'notice', code: 'unanswered' } })
  })
})

describe('pictures', () => {
  const source = 'https://cdn.puppet.example/ann.png'
  const png = () =>
    sharp({ create: { width: 900, height: 600, channels: 3, background: 'tomato' } })
      .withExif({ IFD0: { Copyright: 'SECRET PLACE' } })
      .png()
      .toBuffer()

  async function pictured(answer: () => Response): Promise<string> {
    pictures.set(source, answer)
    const id = await join()
    there.profile = { ...profileOf('ann'), avatarUrl: source }
    await owner(`POST /channels/${id}/check`)
    await w.runJobs()
    return id
  }

  test('are copied, drawn anew and served by us, so that no browser asks the network', async () => {
    const bytes = await png()
    const id = await pictured(() => new Response(new Uint8Array(bytes)))
    const { avatarUrl } = await read(id)
    expect(avatarUrl).toMatch(new RegExp(`^/api/v1/channels/${id}/avatar\\?workspace=${w.workspaceId}&v=`))
    const server = await openDoor(w)
    const headers = { authorization: `Bearer ${await w.key('client')}` }
    const { statusCode, rawPayload, headers: told } = await server.inject({ url: String(avatarUrl), headers })
    expect([statusCode, told['content-type']]).toEqual([200, 'image/webp'])
    expect(await sharp(rawPayload).metadata()).toMatchObject({ width: 256, height: 256, format: 'webp' })
    expect(rawPayload.toString('latin1')).not.toContain('SECRET')
    const foreign = { authorization: `Bearer ${await (await w.tenant()).key('owner')}` }
    const stolen = await server.inject({ url: `/api/v1/channels/${id}/avatar`, headers: foreign })
    expect(stolen.statusCode).toBe(404)
  })

  test.for([
    ['no picture at all', () => new Response('<html>')],
    ['a drawing that could hold a script', () => new Response('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['gone', () => new Response('', { status: 404 })],
    [
      'an address inside',
      () => {
        throw new OutboundError('blocked', 'No.', { host: '10.0.0.1', mayHaveLeft: false })
      },
    ],
  ] as const)('that are none are left out: %s', async ([, answer]) => {
    const id = await pictured(answer)
    expect((await read(id)).avatarUrl).toBeNull()
  })
})

describe('a person changes a channel', () => {
  test('zone, cap and settings, each checked', async () => {
    const id = await join()
    const { status, body } = await owner(`PATCH /channels/${id}`, {
      timeZone: 'Asia/Bangkok',
      dailyCap: 5,
      settings: { signature: '— ann', loud: true },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      timeZone: 'Asia/Bangkok',
      dailyCap: 5,
      settings: { signature: '— ann', loud: true },
    })
    for (const wrong of [
      { timeZone: 'Mars/Olympus' },
      { dailyCap: 0 },
      { settings: { signature: 'x'.repeat(11) } },
      { settings: { loud: 'yes' } },
      { settings: { colour: 'red' } },
      { name: '' },
      { state: 'active' },
    ])
      expect((await owner(`PATCH /channels/${id}`, wrong)).status, JSON.stringify(wrong)).toBe(422)
    expect(await read(id)).toMatchObject({ dailyCap: 5, settings: { signature: '— ann', loud: true } })
  })

  test('pausing and resuming, once each', async () => {
    const id = await join()
    expect((await owner(`POST /channels/${id}/pause`)).body).toMatchObject({
      state: 'paused',
      health: { level: 'notice', code: 'paused' },
    })
    expect((await owner(`POST /channels/${id}/pause`)).status).toBe(409)
    expect((await owner(`POST /channels/${id}/resume`)).body).toMatchObject({ state: 'active' })
    expect((await owner(`POST /channels/${id}/resume`)).status).toBe(409)
  })

  test('the list pages through all, and leaves removed ones out unless asked', async () => {
    const before = (await owner('GET /channels?limit=200')).body.items as { id: string }[]
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 100; page++) {
      const { body } = await owner(`GET /channels?limit=3${cursor && `&cursor=${cursor}`}`)
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id))
      if (!body.next) break
      cursor = String(body.next)
    }
    expect(seen).toEqual(before.map(({ id }) => id))
    const gone = await join()
    await owner(`DELETE /channels/${gone}`)
    const listed = (await owner('GET /channels?limit=200')).body.items as { id: string }[]
    expect(listed.map(({ id }) => id)).not.toContain(gone)
    const removed = (await owner('GET /channels?state=removed')).body.items as { id: string }[]
    expect(removed.map(({ id }) => id)).toEqual([gone])
    expect((await owner('GET /channels?cursor=nonsense')).status).toBe(422)
  })

  test('another workspace sees and changes nothing of it', async () => {
    const id = await join()
    const foreign = await program(await openDoor(w), await w.tenant(), 'owner')
    expect((await foreign('GET /channels')).body.items).toEqual([])
    for (const call of [
      `GET /channels/${id}`,
      `PATCH /channels/${id}`,
      `POST /channels/${id}/pause`,
      `POST /channels/${id}/resume`,
      `POST /channels/${id}/check`,
      `GET /channels/${id}/avatar`,
      `GET /channels/${id}/removal`,
      `DELETE /channels/${id}`,
    ] as const)
      expect((await foreign(call)).status, call).toBe(404)
    expect((await read(id)).state).toBe('active')
  })
})
