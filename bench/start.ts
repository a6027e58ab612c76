import { readdir, readFile } from 'node:fs/promises'
import { startProgram } from '../test/program.ts'
import { type Figure, percentile, round } from './frame/figure.ts'

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

type Part = { name: string; mb: number }

/** Linux counts shared pages once for all (`Pss`); elsewhere there is no such count. */
async function memoryBelow(pid: number): Promise<Part[]> {
  const parts = new Map<string, number>()
  for (const one of await treeOf(pid)) {
    const rollup = await readFile(`/proc/${one}/smaps_rollup`, 'utf8').catch(() => '')
    const mb = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024
    const name = nameOf(await readFile(`/proc/${one}/cmdline`, 'utf8').catch(() => ''))
    parts.set(name, (parts.get(name) ?? 0) + mb)
  }
  return [...parts].map(([name, mb]) => ({ name, mb })).sort((a, b) => b.mb - a.mb)
}

function nameOf(cmdline: string): string {
  if (/postgres/.test(cmdline)) return 'PostgreSQL'
  if (/src\/cli\.ts/.test(cmdline)) return 'Carillon'
  if (/scripts\/start\.mjs/.test(cmdline)) return 'the starter'
  return /npm/.test(cmdline) ? 'npm' : (cmdline.split('\0')[0] ?? 'another')
}

async function treeOf(root: number): Promise<number[]> {
  const childrenOf = new Map<number, number[]>()
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : ''
    // The name in brackets may hold spaces; the parent is the second field after it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (stat !== '') childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)])
  }
  const below = (pid: number): number[] => [pid, ...(childrenOf.get(pid) ?? []).flatMap(below)]
  return below(root)
}
