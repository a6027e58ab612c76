import { randomUUID } from 'node:crypto'
import type { Actor } from '../src/app/actor.ts'
import type { Context } from '../src/app/context.ts'
import { bringNumbers, checkImport, runImport } from '../src/modules/measure/imports/service.ts'
import { countingNetwork, makeChannel } from '../test/factories/measure.ts'
import { type Figure, round } from './frame/figure.ts'
import { openBenchHouse } from './frame/house.ts'

const count = 1000
const metrics = ['views', 'impressions', 'reach', 'likes', 'replies', 'reposts', 'quotes', 'saves', 'clicks']

export const names = ['numbers-1000-rows-s'] as const

/** A table of a thousand posts with nine numbers each: brought, looked through, and written. */
export async function run(): Promise<Figure[]> {
  const { ctx, close } = await openBenchHouse([countingNetwork('mute', [])])
  try {
    const actor = await makeEditor(ctx)
    const channelId = await makePosts(ctx, actor.workspaceId)
    const begun = performance.now()
    const bytes = new TextEncoder().encode(tableOf())
    const { id, ...brought } = await bringNumbers(
      ctx,
      actor,
      { bytes, fileName: 'numbers.csv' },
      { channel: channelId },
    )
    const day = ctx.clock.now().toISOString().slice(0, 10)
    const settings = { ...brought.settings, asOf: day, version: brought.version }
    const { version } = await checkImport(ctx, actor, id, settings)
    const done = await runImport(ctx, actor, id, { only: 'all', version })
    const took = performance.now() - begun
    if (done.written !== count * metrics.length) throw new Error(`Written: ${done.written}`)
    return [
      {
        name: 'numbers-1000-rows-s',
        value: round(took / 1000),
        unit: 's',
        target: 10,
        better: 'less',
        peer: null,
        how: `A CSV of ${count} posts with ${metrics.length} numbers each: brought, looked through, and written, durable database.`,
      },
    ]
  } finally {
    await close()
  }
}

async function makeEditor(ctx: Context): Promise<Actor> {
  const organisation = await ctx.db
    .insertInto('organisations')
    .values({ name: 'Bench' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const workspace = await ctx.db
    .insertInto('workspaces')
    .values({ organisationId: organisation.id, name: 'Bench' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const id = randomUUID()
  await ctx.db
    .insertInto('users')
    .values({ id, name: 'Anna', email: `${id}@example.org` })
    .execute()
  await ctx.db
    .insertInto('members')
    .values({ workspaceId: workspace.id, userId: id, role: 'editor' })
    .execute()
  const whose = { workspaceId: workspace.id, organisationId: organisation.id, role: 'editor' } as const
  return { kind: 'person', id, name: 'Anna', ...whose, requestId: null, ip: null }
}

async function makePosts(ctx: Context, workspaceId: string): Promise<string> {
  const channelId = await makeChannel(ctx, workspaceId, 'mute')
  const publishedAt = new Date(ctx.clock.now().getTime() - 7 * 86_400_000)
  await ctx.db
    .insertInto('publications')
    .values(
      Array.from({ length: count }, (_, n) => ({
        ...{ workspaceId, channelId, remoteId: `r${n}`, origin: 'native', publishedAt },
        url: `https://example.org/p/${n}`,
      })),
    )
    .execute()
  return channelId
}

function tableOf(): string {
  const rows = Array.from({ length: count }, (_, n) =>
    [`example.org/p/${n}`, ...metrics.map((_, m) => n + m)].join(','),
  )
  return [['url', ...metrics].join(','), ...rows].join('\n')
}
