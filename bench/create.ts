import { type Figure, percentile, round } from './frame/figure.ts'
import { startBenchProgram } from './frame/program.ts'

export const names = ['create-post-p50-ms'] as const

const warm = 50
const count = 500

/** One after the other, as a program of one person does it: text, a channel, a time. */
export async function run(): Promise<Figure[]> {
  const program = await startBenchProgram()
  try {
    const channelId = await program.makeFeed()
    const day = 86_400_000
    const create = (n: number) =>
      program.ask('POST /posts', {
        content: { parts: [{ text: `Post number ${n}. What we made this week, and why you will like it.` }] },
        variants: [{ channelId }],
        category: 'engaging',
        schedule: { kind: 'at', at: new Date(Date.now() + day + n * 60_000).toISOString() },
      })
    for (let n = 0; n < warm; n++) await create(n)
    const took: number[] = []
    for (let n = warm; n < warm + count; n++) took.push((await create(n)).ms)
    const p99 = round(percentile(took, 0.99))
    return [
      {
        name: 'create-post-p50-ms',
        value: round(percentile(took, 0.5)),
        unit: 'ms',
        target: 10,
        better: 'less',
        peer: 'Postiz 63 ms',
        how: `${count} posts, each with a variant, scheduled with its delivery, one after the other over HTTP with an idempotency key to the program in a process of its own, durable database; p99 ${p99} ms.`,
      },
    ]
  } finally {
    await program.remove()
  }
}
