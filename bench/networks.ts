import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { systemActor } from '../src/app/actor.ts'
import type { Context } from '../src/app/context.ts'
import { sampleFilm } from '../src/modules/create/media/films/samples.ts'
import { addMedia } from '../src/modules/create/media/index.ts'
import { freeze } from '../src/modules/publish/content/index.ts'
import type { Content, Draft, MediaFacts } from '../src/networks/kit/content.ts'
import type { Network } from '../src/networks/kit/network.ts'
import { networks } from '../src/networks/registry.ts'
import { idAt } from '../src/platform/id.ts'
import { draftOf } from '../test/factories/draft.ts'
import { beds } from '../test/networks/beds.ts'
import { addAppOf, addChannelOf } from '../test/networks/joining.ts'
import { type RunningBed, startBed } from './frame/beds.ts'
import { startWorker, textOf } from './frame/crowd.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { openBenchHouse } from './frame/house.ts'

const deliveries = 5000
/** Accounts at each network; what they publish comes one after the other. */
const accountsEach = 100
/** All are due within this time: no more than a few of an account, as networks allow it. */
const spreadMs = 60_000
/** Planned this long before: uploads and containers are made ready meanwhile. */
const aheadMs = 30_000

type Channel = { id: string; workspaceId: string; network: string; remoteId: string; bed: RunningBed }
type Library = { image: MediaFacts; video: MediaFacts }
type Planned = { text: string; dueAt: number; channel: Channel }

const played: readonly Network[] = networks.filter(({ manifest }) => beds[manifest.id])

/** How many one app may publish in a day; a share is left for what is tried again. */
function mostOf({ manifest }: Network): number {
  const byApp = manifest.rates.filter(({ scope, perSeconds }) => scope === 'app' && perSeconds >= 86_400)
  const byAccount = manifest.dailyCap === null ? Number.POSITIVE_INFINITY : manifest.dailyCap * accountsEach
  return Math.floor(0.9 * Math.min(byAccount, ...byApp.map(({ most }) => most)))
}

/** Shares the deliveries evenly, but where an app may publish less. */
function shares(): Map<string, number> {
  const share = new Map<string, number>()
  let left = deliveries
  const narrowFirst = [...played].sort((a, b) => mostOf(a) - mostOf(b))
  for (const [at, network] of narrowFirst.entries()) {
    const own = Math.min(mostOf(network), Math.floor(left / (narrowFirst.length - at)))
    share.set(network.manifest.id, own)
    left -= own
  }
  if (left > 0) throw new Error(`${left} deliveries find no network that takes them`)
  return share
}

/** What networks fetch from us comes from here: always the same picture or film. */
async function startFiles(files: { image: Buffer; video: Buffer }) {
  const server = createServer((request, response) =>
    response.end(/\.mp4$/.test(request.url ?? '') ? files.video : files.image),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() }
}

async function makeLibrary(
  ctx: Context,
  workspaceId: string,
  files: { image: Buffer; video: Buffer },
): Promise<Library> {
  const add = async (bytes: Buffer, fileName: string): Promise<MediaFacts> => {
    const made = await addMedia(ctx, systemActor(workspaceId), { stream: Readable.from([bytes]), fileName })
    const { id, kind, mime, bytes: size, width, height, durationMs } = made
    return { id, kind, mime, bytes: size, width, height, durationMs, alt: 'The bell' }
  }
  return { image: await add(files.image, 'bell.jpg'), video: await add(files.video, 'bell.mp4') }
}

/** One of each, never started: it only knows what its network asks of a content. */
const asking = new Map(played.map(({ manifest }) => [manifest.id, beds[manifest.id]?.()]))

/** A text with what this network asks of every content beside it, out of the library. */
function contentFor(network: string, text: string, { image, video }: Library): Draft {
  const wanted: Content | Draft = asking.get(network)?.content?.(draftOf(text) as Content) ?? draftOf(text)
  const parts = wanted.parts.map(({ linkImage: _, media, ...part }) => ({
    ...part,
    media: media.map(({ kind }) => (kind === 'video' ? video : image)),
  }))
  return { ...wanted, parts }
}

async function makeChannels(ctx: Context, running: ReadonlyMap<string, RunningBed>) {
  const { id: organisationId } = await ctx.db
    .insertInto('organisations')
    .values({ name: 'Bench' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: workspaceId } = await ctx.db
    .insertInto('workspaces')
    .values({ organisationId, name: 'Bench', stalenessMinutes: 1000 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const channels = new Map<string, Channel[]>()
  for (const [network, bed] of running) {
    const appId = await addAppOf(ctx, workspaceId, network, bed.app)
    const own: Channel[] = []
    for (let n = 0; n < accountsEach; n++) {
      const joined = await bed.join()
      const id = await addChannelOf(ctx, workspaceId, network, appId, joined)
      own.push({ id, workspaceId, network, remoteId: joined.remoteId, bed })
    }
    channels.set(network, own)
  }
  return { workspaceId, channels }
}

/** The networks take turns, and so do the accounts of each. */
async function plan(
  ctx: Context,
  channels: ReadonlyMap<string, Channel[]>,
  library: Library,
  start: number,
): Promise<Planned[]> {
  const planned: Planned[] = []
  for (const [network, share] of shares())
    for (let n = 0; n < share; n++) {
      const channel = channels.get(network)?.[n % accountsEach]
      if (!channel) throw new Error(`There is no account at ${network}`)
      const dueAt = start + Math.floor((n * spreadMs) / share)
      planned.push({ text: `${network}: ${textOf(n)}`, dueAt, channel })
    }
  for (let from = 0; from < planned.length; from += 500)
    await insertPlans(ctx, planned.slice(from, from + 500), library)
  await ctx.database.pool.query('vacuum analyze')
  return planned
}

async function insertPlans(ctx: Context, planned: readonly Planned[], library: Library): Promise<void> {
  const rows = planned.map(({ text, dueAt, channel }) => ({
    ...{ channel, at: new Date(dueAt), postId: idAt(new Date()) },
    ...freeze(contentFor(channel.network, text, library)),
  }))
  await ctx.db
    .insertInto('posts')
    .values(
      rows.map(({ postId, channel, json }) => ({
        ...{ id: postId, workspaceId: channel.workspaceId, content: json },
      })),
    )
    .execute()
  await ctx.db
    .insertInto('deliveries')
    .values(
      rows.map(({ postId, channel, json, digest, at }) => ({
        ...{ workspaceId: channel.workspaceId, postId, channelId: channel.id, network: channel.network },
        ...{ content: json, digest, key: randomUUID(), dueAt: at, nextAt: at },
      })),
    )
    .execute()
}

type Fired = { network: string; lateMs: number; first: boolean }

/** From the instant that was meant to the network's answer to the request that made the post, by what was written down. */
async function readFired(ctx: Context): Promise<Fired[]> {
  const { rows } = await ctx.database.pool.query<Fired>(`
    select d.network, extract(epoch from a.finished_at - d.due_at) * 1000 as "lateMs", a.number = 1 as first
    from deliveries d join attempts a on a.workspace_id = d.workspace_id and a.delivery_id = d.id
    where a.kind = 'send' and a.outcome in ('published', 'pending')`)
  return rows.map((row) => ({ ...row, lateMs: Number(row.lateMs) }))
}

async function untilAllOut(ctx: Context, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const { rows } = await ctx.database.pool.query<{
      state: string
      network: string
      n: string
      words: string
    }>(
      `select state, network, count(*) as n, min(failure_code || ' ' || failure_words) as words
       from deliveries where state <> 'published' group by 1, 2`,
    )
    if (rows.length === 0) return
    if (Date.now() > end || rows.some(({ state }) => ['failed', 'in_doubt', 'missed'].includes(state)))
      throw new Error(`Not all are out: ${JSON.stringify(rows)}`)
    await new Promise((next) => setTimeout(next, 500))
  }
}

/** Every post stands at its network, once. */
async function expectOnce(planned: readonly Planned[]): Promise<void> {
  const wanted = Map.groupBy(planned, ({ channel }) => channel)
  for (const [{ bed, network, remoteId }, own] of wanted) {
    const there = await bed.published(remoteId)
    if (there.length !== own.length)
      throw new Error(`${there.length} instead of ${own.length} posts stand at an account of ${network}`)
  }
}

const words = (late: readonly number[]): string =>
  `p50 ${round(percentile(late, 0.5))}, p99 ${round(percentile(late, 0.99))}, most ${round(Math.max(...late))} ms`

export const names = ['lateness-all-networks-p99-ms'] as const

export async function run(): Promise<Figure[]> {
  const files = {
    image: await sharp({ create: { width: 1080, height: 1350, channels: 3, background: '#a05a2c' } })
      .jpeg()
      .toBuffer(),
    video: sampleFilm({ seconds: 6, size: '720x1280', rate: 25 }),
  }
  const origin = await startFiles(files)
  const running = new Map<string, RunningBed>()
  for (const { manifest } of played) running.set(manifest.id, await startBed(manifest.id))
  const house = await openBenchHouse(networks, {
    appUrl: origin.url,
    hosts: [...running.values()].flatMap(({ hosts }) => hosts),
    doors: Object.assign({}, ...[...running.values()].map(({ doors }) => doors)),
  })
  try {
    const { workspaceId, channels } = await makeChannels(house.ctx, running)
    const library = await makeLibrary(house.ctx, workspaceId, files)
    const planned = await plan(house.ctx, channels, library, Date.now() + aheadMs)
    const worker = await startWorker(house.ctx)
    await untilAllOut(house.ctx, (aheadMs + spreadMs) / 1000 + 90)
    await worker.stop()
    await expectOnce(planned)
    return [figureOf(await readFired(house.ctx))]
  } finally {
    for (const bed of running.values()) bed.stop()
    origin.stop()
    await house.close()
  }
}

function figureOf(fired: readonly Fired[]): Figure {
  const late = fired.map(({ lateMs }) => lateMs)
  const byNetwork = [...Map.groupBy(fired, ({ network }) => network)].map(
    ([network, own]) => `${network} ${own.length}: ${words(own.map(({ lateMs }) => lateMs))}`,
  )
  const again = fired.filter(({ first }) => !first).length
  return {
    name: 'lateness-all-networks-p99-ms',
    value: round(percentile(late, 0.99)),
    unit: 'ms',
    target: 1000,
    better: 'less',
    peer: 'Postiz (BullMQ) lets one post a second out per provider',
    how: `${fired.length} posts due within ${spreadMs / 1000} s over the real adapters of ${played.length} networks, ${accountsEach} accounts each, the fake of each in a process of its own; from the instant that was meant to the written answer to the request that made the post (${again} at a later attempt): ${words(late)}. All stand there once. ${byNetwork.join('; ')}.`,
  }
}
