import { lstat, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileSource, writeArchive } from '../../../platform/archive/index.ts'
import { ending, timeOf } from './files.ts'
import type { KeptFile, Place, Spot } from './place.ts'

export const fileSpot = (path: string): Spot => ({
  address: path,
  write: (password, fill, options) => writeArchive(path, password, fill, options),
  source: fileSource(path),
  remove: () => rm(path, { force: true }),
})

export const folderPlace = (folder: string): Place => ({
  words: folder,
  at: (name) => fileSpot(join(folder, name)),
  list: () => listFolder(folder),
})

/** A link or a folder of such a name is somebody else's. */
async function listFolder(folder: string): Promise<KeptFile[]> {
  const found: KeptFile[] = []
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names) {
    const file = name.endsWith(ending) ? await lstat(join(folder, name)) : null
    if (file?.isFile()) found.push({ name, at: timeOf(name) ?? file.mtime, bytes: file.size })
  }
  return found
}
