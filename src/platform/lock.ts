import { execFileSync } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineErrors } from './errors.ts'

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
    if (error.code === 'EEXIST') throw folderError('owned', { path, pid: await readPid(file) })
    if (typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code))
      throw folderError('not_writable', { path, reason: error.code })
    throw error
  }
  return () => rm(file, { force: true })
}

/** A program that was killed leaves its file behind; it no longer counts. */
async function takeOver(file: string): Promise<void> {
  const pid = await readPid(file)
  if (pid !== null && (pid === process.pid || !isCarillon(pid))) await rm(file, { force: true })
}

const readPid = async (file: string): Promise<number | null> =>
  Number(await readFile(file, 'utf8').catch(() => '')) || null

/** True when the process lives and is one of ours: its number may belong to another by now. */
function isCarillon(pid: number): boolean {
  try {
    const line = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return /\bcli\.ts\b/.test(line)
  } catch {
    return false
  }
}
