import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { defineErrors } from './errors.ts'
import { commandOf } from './process.ts'

export const folderError = defineErrors('folder', {
  not_writable: [
    'unavailable',
    'The folder {path} cannot be written ({reason}). Give this user the right to, or set CARILLON_HOME to another folder.',
  ],
  owned: [
    'conflict',
    'Another Carillon (process {pid}) already runs on {path}. Stop it first, or set CARILLON_HOME to another folder.',
  ],
})

const prefix = 'running.'
/** Of several that start in the same moment all may give way to each other; then they try again, not together. */
const tries = 6

/**
 * Makes sure that one program alone works in a folder. The answer gives it free again.
 * Everybody puts down a mark of his own first and looks for others' after that; so of two at least one sees the other,
 * and who sees another gives way. Marks of programs that were killed count for nothing.
 */
export async function ownFolder(path: string): Promise<() => Promise<void>> {
  const mark = join(path, `${prefix}${process.pid}`)
  const free = () => rm(mark, { force: true })
  try {
    await mkdir(path, { recursive: true })
    for (let left = tries; ; left--) {
      await writeFile(mark, '', { mode: 0o600 })
      const other = await findOther(path)
      if (other === null) return free
      await free()
      if (left === 1) throw folderError('owned', { path, pid: other })
      await pause(40 + Math.random() * 160)
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    if (typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code))
      throw folderError('not_writable', { path, reason: error.code })
    throw error
  }
}

/** Another program that lives and works here; what the dead left behind is cleared away. */
async function findOther(path: string): Promise<number | null> {
  const marks = (await readdir(path)).filter((name) => name.startsWith(prefix))
  let other: number | null = null
  for (const name of marks) {
    const pid = Number(name.slice(prefix.length))
    if (pid === process.pid) continue
    if (isCarillon(pid)) other = pid
    else await rm(join(path, name), { force: true })
  }
  return other
}

/** True when the process lives and is one of ours: its number may belong to another by now. */
const isCarillon = (pid: number): boolean => Number.isInteger(pid) && /\bcli\.ts\b/.test(commandOf(pid) ?? '')
