import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Nothing that is being written is silent for so long. */
const silentMs = 12 * 3_600_000

/**
 * Removes files that were being written by something that was killed. By their age and not by who wrote them: in another
 * container the same number is another process.
 */
export async function clearLeftovers(
  folder: string,
  isOne: (name: string) => boolean,
  { recursive = false } = {},
): Promise<void> {
  const entries = await readdir(folder, { recursive, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && isOne(entry.name) && (await isSilent(path))) await rm(path, { force: true })
  }
}

async function isSilent(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found !== null && Date.now() - found.mtimeMs > silentMs
}
