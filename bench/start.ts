import { startProgram } from '../test/program.ts'
import { type Figure, percentile, round } from './frame/figure.ts'
import { memoryBelow, type Part } from './frame/processes.ts'

export const names = ['second-start-s', 'idle-memory-mb'] as const

const starts = 5
const idleSeconds = 60
const byNpm = ['npm', 'start', '--silent'] as const

/** What people do: `npm start`, again and again on the same folder. */
export async function run(): Promise<Figure[]> {
  let program = await startProgram({ by: byNpm })
  const { home } = program
  const took: number[] = []
  try {
    for (let n = 0; n < starts; n++) {
      await program.stop()
      program = await startProgram({ by: byNpm, home })
      took.push(program.startedIn / 1000)
    }
    await new Promise((done) => setTimeout(done, idleSeconds * 1000))
    const parts = await memoryBelow(program.pid)
    const total = parts.reduce((sum, part) => sum + part.mb, 0)
    return [startFigure(took), memoryFigure(total, parts)]
  } finally {
    await program.remove()
  }
}

const startFigure = (took: readonly number[]): Figure => ({
  name: 'second-start-s',
  value: round(percentile(took, 0.5), 2),
  unit: 's',
  target: 4,
  better: 'less',
  peer: 'Postiz 8 s (backend alone)',
  how: `From \`npm start\` until /api/health says ready, embedded database and npm included; the middle of ${took.length} starts on the same folder (most ${round(Math.max(...took), 2)} s).`,
})

const memoryFigure = (total: number, parts: readonly Part[]): Figure => ({
  name: 'idle-memory-mb',
  value: Math.round(total),
  unit: 'MB',
  target: 350,
  better: 'less',
  peer: 'Postiz 1200 MB without its database',
  how: `Proportional set size of every process below \`npm start\`, the embedded PostgreSQL included, ${idleSeconds} s after the start: ${parts.map(({ name, mb }) => `${name} ${Math.round(mb)}`).join(', ')} MB.`,
})
