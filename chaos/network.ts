import { subscribe } from 'node:diagnostics_channel'
import type { Context } from '../src/app/context.ts'
import type { Bed, Disturbance, Mode } from '../src/networks/kit/bed.ts'
import type { Network } from '../src/networks/kit/network.ts'
import { networks } from '../src/networks/registry.ts'
import { beds } from '../test/networks/beds.ts'
import { addAppOf, addChannelOf } from '../test/networks/joining.ts'
import { insertPlans, type Planned, type PlanRow } from './plan.ts'
import type { Random } from './random.ts'
import type { Stage } from './stage.ts'

/** What every request of a kind meets for a moment, and how many of a hundred moments each trouble has. */
const shares = {
  ok: 40,
  drop: 16,
  error: 12,
  limit: 8,
  slow: 8,
  hang: 6,
  down: 10,
} as const satisfies Partial<Record<Mode, number>>
const kinds = ['publish', 'publish', 'publish', 'upload', 'read', 'all'] as const
/** As many as an account may publish in a day at the strictest of them. */
const postsEach = 20

/** The real adapter of a network against its fake: trouble comes and goes by the moment, for whatever arrives then. */
export async function stageOfNetwork(id: string, random: Random): Promise<Stage> {
  const network = networks.find(({ manifest }) => manifest.id === id)
  const make = beds[id]
  if (!network || !make)
    throw new Error(`There is no fake of ${id}; there are: ${Object.keys(beds).join(', ')}.`)
  if (network.manifest.media.required)
    throw new Error(`${id} takes no post without a picture or film, and these have none.`)
  const bed = make()
  await bed.start(() => new Date())
  let requests = 0
  subscribe('http.server.request.start', () => {
    requests++
  })
  const accounts: string[] = []
  const weather = setInterval(() => bed.mode(...drawTrouble(random)), 250)
  return {
    env: {
      CARILLON_ALLOWED_HOSTS: bed.hosts().join(','),
      CHAOS_NETWORK: id,
      CHAOS_DOORS: JSON.stringify(bed.doors?.() ?? {}),
    },
    networks,
    async plan(ctx, count, spreadMs) {
      const channels = await joinAccounts(ctx, network, bed, Math.ceil(count / postsEach), accounts)
      const start = Date.now()
      const rows = Array.from({ length: count }, (_, n): PlanRow => {
        const channel = channels[n % channels.length]
        if (!channel) throw new Error('There is no channel')
        return { channel, text: `delivery ${n}`, dueAt: new Date(start + random.between(0, spreadMs)) }
      })
      for (let from = 0; from < rows.length; from += 1000)
        await insertPlans(ctx, rows.slice(from, from + 1000))
      return rows.map(({ text }): Planned => ({ text, guarantee: network.manifest.guarantee, fate: null }))
    },
    requests: () => requests,
    texts: async () => {
      clearInterval(weather)
      bed.mode('ok')
      const there = await Promise.all(accounts.map((account) => bed.published(account)))
      return there.flat().map(({ text }) => text)
    },
    stop: async () => {
      clearInterval(weather)
      await bed.stop()
    },
  }
}

function drawTrouble(random: Random): [Mode, Disturbance] {
  let left = random.between(0, 100)
  for (const [mode, share] of Object.entries(shares)) {
    left -= share
    if (left < 0)
      return [
        mode as Mode,
        { on: random.pick(kinds), times: Math.ceil(random.between(1, 6)), delayMs: 300, retryAfter: 1 },
      ]
  }
  return ['ok', {}]
}

async function joinAccounts(
  ctx: Context,
  { manifest }: Network,
  bed: Bed,
  count: number,
  accounts: string[],
): Promise<PlanRow['channel'][]> {
  const organisation = await ctx.db
    .insertInto('organisations')
    .values({ name: 'Chaos' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: workspaceId } = await ctx.db
    .insertInto('workspaces')
    .values({ organisationId: organisation.id, name: 'Chaos', stalenessMinutes: 1000 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const appId = await addAppOf(ctx, workspaceId, manifest.id, bed.app?.() ?? null)
  const channels: PlanRow['channel'][] = []
  for (let n = 0; n < count; n++) {
    const joined = await bed.join()
    accounts.push(joined.remoteId)
    const id = await addChannelOf(ctx, workspaceId, manifest.id, appId, joined)
    channels.push({ id, workspaceId, network: manifest.id })
  }
  return channels
}
