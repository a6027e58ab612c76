import { readdir, readFile } from 'node:fs/promises'

export type Part = { name: string; mb: number }

/** Linux counts shared pages once for all (`Pss`); elsewhere there is no such count. */
export async function memoryBelow(pid: number): Promise<Part[]> {
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
  if (/src\/cli\.ts|bench\/run\.ts/.test(cmdline)) return 'Carillon'
  if (/frame\/fake\.ts/.test(cmdline)) return 'the fake network'
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

/** Seconds of processor time of every process below one, by what it is; those that have ended count with their parent. */
export async function processorBelow(pid: number): Promise<Map<string, number>> {
  const parts = new Map<string, number>()
  for (const one of await treeOf(pid)) {
    const stat = await readFile(`/proc/${one}/stat`, 'utf8').catch(() => '')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // utime, stime, cutime and cstime, in hundredths of a second on every Linux there is.
    const seconds = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0) / 100
    const name = nameOf(await readFile(`/proc/${one}/cmdline`, 'utf8').catch(() => ''))
    parts.set(name, (parts.get(name) ?? 0) + (one === pid ? seconds - children(fields) : seconds))
  }
  return parts
}

const children = (fields: readonly string[]): number =>
  (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / 100
