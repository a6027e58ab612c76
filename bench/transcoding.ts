import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { systemActor } from '../src/app/actor.ts'
import type { Context } from '../src/app/context.ts'
import { putConversion } from '../src/modules/create/media/films/conversion-queries.ts'
import { convertFilms } from '../src/modules/create/media/films/convert.ts'
import { ruleOf } from '../src/modules/create/media/films/rule.ts'
import { hasFfmpeg, sampleFilm } from '../src/modules/create/media/films/samples.ts'
import { addMedia } from '../src/modules/create/media/index.ts'
import { type Channel, makeCrowd, planMany, startWorker, untilDelivered } from './frame/crowd.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { openBenchHouse } from './frame/house.ts'

const films = 50
/** Posts of one wave, due within one second, and how far waves are apart. */
const wave = { posts: 1000, everyMs: 3000 }
const calm = 8
/** Planned this long before, so that all are claimed ahead. */
const aheadMs = 8000

type Due = ReadonlyMap<string, number>

/** Waves of posts from an instant on; answers when each is due. */
const planWaves = (ctx: Context, channels: readonly Channel[], waves: number, first: number, start: number) =>
  planMany(
    ctx,
    channels,
    waves * wave.posts,
    (n) => start + Math.floor(n / wave.posts) * wave.everyMs + (n % wave.posts),
    first,
  )

async function bringFilms(ctx: Context, workspaceId: string): Promise<void> {
  const one = sampleFilm({ seconds: 6, size: '854x480', rate: 30 })
  const plan = { width: 640, height: 360, frameRate: null, videoBits: 900_000, audioBits: 128_000 }
  for (let n = 0; n < films; n++) {
    // An empty box with another content: the same film under another digest.
    const free = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('free'), randomBytes(16)])
    const stream = Readable.from([Buffer.concat([one, free])])
    const media = await addMedia(ctx, systemActor(workspaceId), { stream, fileName: `${n}.mp4` })
    const made = { ...plan, maxBytes: 100_000_000 }
    await putConversion(
      ctx.db,
      { workspaceId, mediaId: media.id, rule: ruleOf(made) },
      { kind: 'fit', plan: made, networks: [] },
      { dueAt: null, by: { id: null, kind: 'system', name: '' }, again: true },
    )
  }
}

const untilIs = (at: number) => new Promise((done) => setTimeout(done, Math.max(0, at - Date.now())))
const startOf = () => Math.ceil(Date.now() / 1000) * 1000 + aheadMs

async function countDone(ctx: Context): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('filmConversions')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'done')
    .executeTakeFirstOrThrow()
  return n
}

/** How late posts are at the network while nothing else is done, and while films are converted in the same process. */
async function latenesses() {
  const { ctx, fake, close } = await openBenchHouse()
  try {
    const channels = await makeCrowd(ctx, fake.url, 20, 10)
    await bringFilms(ctx, channels[0]?.workspaceId ?? '')
    const worker = await startWorker(ctx)
    // The first waves are for warming up, and counted to neither.
    await planWaves(ctx, channels, 3, 0, startOf())
    await untilDelivered(ctx, 3 * wave.posts, 60)
    const first = 3 * wave.posts
    const quiet = await planWaves(ctx, channels, calm, first, startOf())
    await untilDelivered(ctx, first + calm * wave.posts, 90)
    const start = startOf()
    const busyDue = await planWaves(ctx, channels, calm, first + calm * wave.posts, start)
    await untilIs(start - 1500)
    let over = Number.POSITIVE_INFINITY
    const work = convertFilms(ctx).then(() => {
      over = Date.now()
    })
    await untilDelivered(ctx, first + 2 * calm * wave.posts, 120)
    const lastWave = start + calm * wave.everyMs
    await work
    const arrivals = await fake.arrivals()
    await worker.stop()
    if ((await countDone(ctx)) !== films)
      throw new Error(`${await countDone(ctx)} of ${films} were converted`)
    const late = (due: Due, until: number) =>
      arrivals.flatMap(({ text, at }) => {
        const dueAt = due.get(text)
        return dueAt === undefined || dueAt > until ? [] : [at - dueAt]
      })
    const seconds = (Math.min(over, lastWave) - (start - 1500)) / 1000
    return { quiet: late(quiet, Number.POSITIVE_INFINITY), busy: late(busyDue, over), seconds }
  } finally {
    await close()
  }
}

const words = (late: readonly number[]) =>
  `p50 ${round(percentile(late, 0.5))}, p99 ${round(percentile(late, 0.99))}, most ${round(Math.max(...late))} ms of ${late.length}`

export const names = ['lateness-while-transcoding-ratio'] as const

export async function run(): Promise<Figure[]> {
  if (!hasFfmpeg) {
    console.log('There is no FFmpeg here: lateness-while-transcoding-ratio is not measured.\n')
    return []
  }
  const { quiet, busy, seconds } = await latenesses()
  return [
    {
      name: 'lateness-while-transcoding-ratio',
      value: round(percentile(busy, 0.99) / percentile(quiet, 0.99), 2),
      unit: '×',
      target: 1.1,
      better: 'less',
      peer: null,
      how: `p99 of the lateness at the network of waves of ${wave.posts} posts on 200 channels, each within a second, while the same process converts ${films} films one after the other (6 s of 854 × 480 to 640 × 360; ${round(seconds)} s), over the same before: ${words(busy)}; before: ${words(quiet)}.`,
    },
  ]
}
