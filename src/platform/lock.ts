import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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

/** Makes sure that one program alone works in a folder. The answer gives it free again. */
export async function ownFolder(path: string): Promise<() => Promise<void>> {
  const file = join(path, 'running')
  try {
    await mkdir(path, { recursive: true })
    await takeOver(file)
    await writeFile(file, String(process.pid), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    const pid = await readPid(file)
    if (error.code === 'EEXIST' && pid !== null) throw folderError('owned', { path, pid })
    if (typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code))
      throw folderError('not_writable', { path, reason: error.code })
    throw error
  }
  return () => rm(file, { force: true })
}

/** A program that was killed leaves its file behind, one that the power left an empty one; they no longer count. */
async function takeOver(file: string): Promise<void> {
  const pid = await readPid(file)
  const counts = pid === null ? await isFresh(file) : pid !== process.pid && isCarillon(pid)
  if (!counts) await rm(file, { force: true })
}

/** Somebody may be about to write his number into it. */
const isFresh = (file: string): Promise<boolean> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs < 5_000,
    () => false,
  )

const readPid = async (file: string): Promise<number | null> =>
  Number(await readFile(file, 'utf8').catch(() => '')) || null

/** True when the process lives and is one of ours: its number may belong to another by now. */
const isCarillon = (pid: number): boolean => /\bcli\.ts\b/.test(commandOf(pid) ?? '')
