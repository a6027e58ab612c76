import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** The command line of a living process; null when there is none of that number. Small systems have no `ps`: Linux tells it as a file. */
export function commandOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') || null
  } catch {
    return askPs(pid)
  }
}

function askPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return null
  }
}
