import type { Context } from '../src/app/context.ts'
import { type Channel, makeCrowd, planMany, startWorker, untilDelivered } from './frame/crowd.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { openBenchHouse } from './frame/house.ts'

/** What the quiet workspace has due at one instant, and when, counted from the start (ms). */
const wave = 1000
const waves = [5_000, 10_000]
const own = wave * waves.length
const many = 100_000

type Sides = { quiet: Channel[]; noisy: Channel[] }

/** Plans what the neighbour has, and answers the instant from which the waves are counted. */
type Neighbour = (ctx: Context, sides: Sides) => Promise<number>

/** As many at the same instants: who shares with it fairly gets half. */
const equal: Neighbour = async (ctx, { noisy }) => {
  const start = Date.now()
  await planMany(ctx, noisy, own, (index) => dueOf(start, index), own)
  return start
}

/** A hundred thousand that are all overdue. */
const crowd: Neighbour = async (ctx, { noisy }) => {
  const minuteAgo = Date.now() - 60_000
  await planMany(ctx, noisy, many, () => minuteAgo, own)
  return Date.now()
}

const dueOf = (start: number, index: number): number =>
  start + (waves[Math.floor(index / wave)] ?? Number.NaN)

/** How late each post of the quiet workspace is at the network, wave by wave. */
async function latenessBeside(neighbour: Neighbour): Promise<number[][]> {
  const { ctx, fake, close } = await openBenchHouse()
  try {
    const channels = await makeCrowd(ctx, fake.url, 2, 200)
    const sides = { quiet: channels.slice(0, 40), noisy: channels.slice(200) }
    await warmUp(ctx, sides.noisy)
    await fake.reset()
    const start = await neighbour(ctx, sides)
    const due = await planMany(ctx, sides.quiet, own, (index) => dueOf(start, index))
    const worker = await startWorker(ctx)
    await untilOut(ctx, sides.quiet)
    const arrivals = await fake.arrivals()
    await worker.stop()
    const late = arrivals.flatMap(({ text, at }) => {
      const dueAt = due.get(text)
      return dueAt === undefined ? [] : [{ dueAt, late: at - dueAt }]
    })
    if (late.length !== own) throw new Error(`The fake got ${late.length} instead of ${own}`)
    return waves.map((after) => late.filter(({ dueAt }) => dueAt === start + after).map((one) => one.late))
  } finally {
    await close()
  }
}

/** A worker runs for weeks: its code is warm. */
async function warmUp(ctx: Context, channels: readonly Channel[]): Promise<void> {
  await planMany(ctx, channels, own, () => Date.now() - 60_000, own + many)
  const worker = await startWorker(ctx)
  await untilDelivered(ctx, own, 60)
  await worker.stop()
}

async function untilOut(ctx: Context, channels: readonly Channel[]): Promise<void> {
  const end = Date.now() + 120_000
  const open = () =>
    ctx.db
      .selectFrom('deliveries')
      .select('id')
      .where('workspaceId', '=', channels[0]?.workspaceId ?? '')
      .where('state', '!=', 'published')
      .limit(1)
      .executeTakeFirst()
  while (await open()) {
    if (Date.now() > end) throw new Error('The quiet workspace was not served in 120 s')
    await new Promise((next) => setTimeout(next, 200))
  }
}

const p99 = (late: readonly number[]): number => percentile(late, 0.99)
const words = (all: readonly number[][]): string => all.map((late) => `${round(p99(late), 0)}`).join(' and ')

export const names = ['noisy-neighbour-ratio'] as const

export async function run(): Promise<Figure[]> {
  const fair = await latenessBeside(equal)
  const crowded = await latenessBeside(crowd)
  return [
    {
      name: 'noisy-neighbour-ratio',
      value: round(p99(crowded.flat()) / p99(fair.flat()), 2),
      unit: 'times as late',
      target: 1.5,
      better: 'less',
      peer: null,
      how: `A workspace with ${wave} posts on 40 channels due at one instant, twice; p99 of their lateness at the network beside one with ${many} overdue posts on 200 channels (${words(crowded)} ms), over that beside one with just as many due at the same instants (${words(fair)} ms). One worker process.`,
    },
  ]
}
