import type { Context } from '../src/app/context.ts'
import {
  type Channel,
  countDelivered,
  makeCrowd,
  planMany,
  startWorker,
  textOf,
  untilDelivered,
} from './frame/crowd.ts'
import { type Figure, round } from './frame/figure.ts'
import { type Fake, openBenchHouse } from './frame/house.ts'

const count = 10_000

/** Posts a second through the whole dispatcher, from its start to the last arrival. */
export async function drain(
  ctx: Context,
  fake: Fake,
  channels: readonly Channel[],
  posts: number,
  start: () => Promise<{ stop(): Promise<void> }> = () => startWorker(ctx),
): Promise<number> {
  await fake.reset()
  const done = await countDelivered(ctx)
  const minuteAgo = Date.now() - 60_000
  await planMany(ctx, channels, posts, () => minuteAgo)
  const started = Date.now()
  const worker = await start()
  await untilDelivered(ctx, done + posts, 120)
  const last = (await fake.arrivals()).at(-1)?.at ?? Number.NaN
  await worker.stop()
  return posts / ((last - started) / 1000)
}

/** The same requests by the same way out, without anything else: one loop a channel. */
async function bareLoop(
  ctx: Context,
  fake: Fake,
  channels: readonly Channel[],
  posts: number,
): Promise<number> {
  await fake.reset()
  const each = posts / channels.length
  const started = Date.now()
  await Promise.all(
    channels.map(async ({ account }, c) => {
      for (let i = 0; i < each; i++) {
        const body = JSON.stringify({ account, text: textOf(c * each + i), replyTo: null, uploads: [] })
        const headers = {
          authorization: 'Bearer right',
          'content-type': 'application/json',
          'idempotency-key': `${c}-${i}`,
        }
        const response = await ctx.fetch(`${fake.url}/posts`, { method: 'POST', headers, body })
        await response.json()
      }
    }),
  )
  return posts / ((Date.now() - started) / 1000)
}

export const names = ['drain-per-s', 'drain-of-raw-loop'] as const

export async function run(): Promise<Figure[]> {
  const { ctx, fake, close } = await openBenchHouse()
  try {
    const channels = await makeCrowd(ctx, fake.url, 20, 10)
    await bareLoop(ctx, fake, channels, 2000)
    const bare = await bareLoop(ctx, fake, channels, count)
    const ours = await drain(ctx, fake, channels, count)
    const how = `${count} overdue posts on 200 channels to a fast fake, from the start of a worker to the last arrival, everything written durably; a bare loop over the same channels, without database, sends ${Math.round(bare)} a second.`
    return [
      {
        name: 'drain-per-s',
        value: Math.round(ours),
        unit: 'posts/s',
        target: 1000,
        better: 'more',
        peer: 'Postiz 1.08 per provider',
        how,
      },
      // The loop writes nothing down: on a quick machine it gains more than what is durable can.
      {
        name: 'drain-of-raw-loop',
        value: round(ours / bare, 2),
        unit: 'of the bare loop',
        target: 0.2,
        better: 'more',
        peer: null,
        how,
      },
    ]
  } finally {
    await close()
  }
}
