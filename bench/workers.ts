import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { drain } from './drain.ts'
import { makeCrowd } from './frame/crowd.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { type BenchHouse, openBenchHouse } from './frame/house.ts'

const count = 20_000
const rounds = 3

/** Processes that stand ready, so that what is timed is their work and not their start. */
async function standReady({ ctx, home, fake }: BenchHouse, many: number): Promise<ChildProcess[]> {
  const words = [ctx.database.url, home, fake.host]
  const made = Array.from({ length: many }, () => fork(join(import.meta.dirname, 'frame/worker.ts'), words))
  await Promise.all(made.map((child) => once(child, 'message')))
  return made
}

const begin = async (processes: readonly ChildProcess[]) => {
  await Promise.all(
    processes.map((child) => {
      child.send('start')
      return once(child, 'message')
    }),
  )
  return {
    stop: async () => {
      for (const child of processes) child.send('stop')
      await Promise.all(processes.map((child) => once(child, 'exit')))
    },
  }
}

/** Posts a second by so many worker processes in a house of its own. */
async function drainBy(many: number): Promise<number> {
  const house = await openBenchHouse()
  try {
    const channels = await makeCrowd(house.ctx, house.fake.url, 20, 20)
    const processes = await standReady(house, many)
    return await drain(house.ctx, house.fake, channels, count, () => begin(processes))
  } finally {
    await house.close()
  }
}

export const names = ['workers-4-speedup'] as const

export async function run(): Promise<Figure[]> {
  // In turns, so that both meet the same machine.
  const figures = { one: [] as number[], four: [] as number[] }
  for (let n = 0; n < rounds; n++) {
    figures.one.push(await drainBy(1))
    figures.four.push(await drainBy(4))
  }
  const [one, four] = [percentile(figures.one, 0.5), percentile(figures.four, 0.5)]
  const cores = availableParallelism()
  return [
    {
      name: 'workers-4-speedup',
      value: round(four / one, 2),
      unit: 'times one worker',
      // PostgreSQL and the fake network work on the same machine: with few cores it is enough that many do not hinder each other.
      target: cores >= 8 ? 2 : 0.8,
      better: 'more',
      peer: null,
      how: `${count} overdue posts on 400 channels by four worker processes (${Math.round(four)} a second) and by one (${Math.round(one)} a second), the middle of ${rounds} each, with PostgreSQL and the fake network on the same ${cores} cores.`,
    },
  ]
}
