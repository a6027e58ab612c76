import { randomUUID } from 'node:crypto'
import type { Context } from '../src/app/context.ts'
import { saveCredential } from '../src/modules/channels/accounts/index.ts'
import { freeze } from '../src/modules/publish/content/index.ts'
import type { Guarantee } from '../src/networks/kit/manifest.ts'
import { draftOf } from '../test/factories/draft.ts'
import { drawFate, type Fate } from './modes.ts'
import type { Random } from './random.ts'

/** Credentials of fakes are sealed like real ones, with a key that is no secret. */
export const chaosKeys = { current: 'k1', keys: { k1: Buffer.alloc(32, 7).toString('base64') } }

/** `fate`: what this very delivery will meet; null where trouble comes to whatever arrives. */
export type Planned = { text: string; guarantee: Guarantee; fate: Fate | null }

const guarantees: readonly Guarantee[] = ['idempotent', 'findable', 'blind']
const workspaces = 6
const channelsEach = 39
const rowsAtOnce = 1000

type Channel = PlanRow['channel'] & { guarantee: Guarantee }

/** Puts so many deliveries down, due over `spreadMs` from now, on 234 channels of 6 workspaces. */
export async function planChaos(
  ctx: Context,
  random: Random,
  servers: Record<Guarantee, string>,
  count: number,
  spreadMs: number,
): Promise<Planned[]> {
  const channels = await makeChannels(ctx, servers)
  const start = Date.now()
  const planned: Planned[] = []
  for (let from = 0; from < count; from += rowsAtOnce) {
    const rows = Array.from({ length: Math.min(rowsAtOnce, count - from) }, (_, i) => {
      const channel = random.pick(channels)
      const text = `delivery ${from + i}`
      planned.push({ text, guarantee: channel.guarantee, fate: drawFate(random) })
      return { channel, text, dueAt: new Date(start + random.between(0, spreadMs)) }
    })
    await insertPlans(ctx, rows)
  }
  return planned
}

async function makeChannels(ctx: Context, servers: Record<Guarantee, string>): Promise<Channel[]> {
  const organisation = await ctx.db
    .insertInto('organisations')
    .values({ name: 'Chaos' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const channels: Channel[] = []
  for (let w = 0; w < workspaces; w++) {
    const workspace = await ctx.db
      .insertInto('workspaces')
      .values({ organisationId: organisation.id, name: `Chaos ${w}`, stalenessMinutes: 1000 })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (let c = 0; c < channelsEach; c++) {
      const guarantee = guarantees[c % guarantees.length] ?? 'blind'
      channels.push(await makeChannel(ctx, workspace.id, guarantee, servers[guarantee], `account-${w}-${c}`))
    }
  }
  return channels
}

async function makeChannel(
  ctx: Context,
  workspaceId: string,
  guarantee: Guarantee,
  server: string,
  name: string,
): Promise<Channel> {
  const network = `fake-${guarantee}`
  const account = { remoteId: name, handle: `@${name}`, name, profileUrl: `${server}/${name}` }
  const { id } = await ctx.db
    .insertInto('channels')
    .values({ workspaceId, network, server, timeZone: 'UTC', ...account })
    .returning('id')
    .executeTakeFirstOrThrow()
  await saveCredential(ctx, ctx.db, { channelId: id, workspaceId, network }, { token: 'right' }, null)
  return { id, workspaceId, network, guarantee }
}

export type PlanRow = {
  channel: { id: string; workspaceId: string; network: string }
  text: string
  dueAt: Date
}

export async function insertPlans(ctx: Context, rows: readonly PlanRow[]): Promise<void> {
  const plans = rows.map(({ channel, text, dueAt }) => {
    const { json, digest } = freeze(draftOf(text))
    return { channel, dueAt, json, digest, postId: randomUUID() }
  })
  await ctx.db
    .insertInto('posts')
    .values(
      plans.map(({ postId, channel, json }) => ({
        id: postId,
        workspaceId: channel.workspaceId,
        content: json,
        stage: 'scheduled',
      })),
    )
    .execute()
  await ctx.db
    .insertInto('deliveries')
    .values(
      plans.map(({ postId, channel, json, digest, dueAt }) => ({
        workspaceId: channel.workspaceId,
        postId,
        channelId: channel.id,
        network: channel.network,
        content: json,
        digest,
        key: randomUUID(),
        dueAt,
        nextAt: dueAt,
      })),
    )
    .execute()
}
