import { makeCrowd, planMany, startWorker, untilDelivered } from './frame/crowd.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { openBenchHouse } from './frame/house.ts'

const workspaces = 20
const channelsEach = 10
/** Planned this long before, so that all are claimed ahead. */
const ahead = 10_000

/** Lateness at the network: the arrival of the request there, against when it was due. */
async function lateness(count: number, spreadMs: number): Promise<number[]> {
  const { ctx, fake, close } = await openBenchHouse()
  try {
    const channels = await makeCrowd(ctx, fake.url, workspaces, channelsEach)
    const start = Math.ceil(Date.now() / 1000) * 1000 + ahead
    const due = await planMany(ctx, channels, count, (i) => start + Math.floor((i * spreadMs) / count))
    const worker = await startWorker(ctx)
    await new Promise((done) => setTimeout(done, start - Date.now() + spreadMs))
    await untilDelivered(ctx, count, 60)
    const arrivals = await fake.arrivals()
    await worker.stop()
    if (arrivals.length !== count) throw new Error(`The fake got ${arrivals.length} instead of ${count}`)
    return arrivals.map(({ text, at }) => at - (due.get(text) ?? Number.NaN))
  } finally {
    await close()
  }
}

const words = (late: readonly number[]) =>
  `p50 ${round(percentile(late, 0.5))}, p99 ${round(percentile(late, 0.99))}, most ${round(Math.max(...late))}, least ${round(Math.min(...late))} ms`

function figureOf(
  count: number,
  target: number,
  spread: readonly number[],
  together: readonly number[],
  more = '',
): Figure {
  return {
    name: `lateness-${count}-p99-ms`,
    value: round(percentile(spread, 0.99)),
    unit: 'ms',
    target,
    better: 'less',
    peer: 'Postiz (BullMQ) lets one post a second out per provider',
    how: `${count} posts on 200 channels of 20 workspaces, one at a time per channel, due within one second, by a process that has sent as many before; arrival at a fake network in a process of its own: ${words(spread)}. All due at the same millisecond: ${words(together)}.${more}`,
  }
}

export const names = ['lateness-1000-p99-ms', 'lateness-5000-p99-ms'] as const

export async function run(): Promise<Figure[]> {
  // A worker runs for weeks, so its code is as fast as it gets. How it does in the second after its start is told beside it.
  const cold = ` Within one second, by a process that has just started: ${words(await lateness(5000, 1000))}.`
  const fiveThousand = figureOf(5000, 1000, await lateness(5000, 1000), await lateness(5000, 0), cold)
  const thousand = figureOf(1000, 250, await lateness(1000, 1000), await lateness(1000, 0))
  return [thousand, fiveThousand]
}
