import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineErrors } from './errors.ts'

/** What lies in a home. Everything else there can be made anew. */
export const homeParts = { database: 'postgres', media: 'media', keys: 'keys.json' } as const

export const homeError = defineErrors('home', {
  half: [
    'conflict',
    'A restore into {path} has not come to its end. Run `carillon restore` again: it begins anew. Nothing runs here until then.',
  ],
})

const markName = 'restoring.json'

/** Stands in a home from before the first file of a restore until after the last. */
export type RestoreMark = { id: string; file: string; startedAt: string }

export async function readMark(home: string): Promise<RestoreMark | null> {
  const text = await readFile(join(home, markName), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : JSON.parse(text)
}

export async function putMark(home: string, mark: RestoreMark): Promise<void> {
  await mkdir(home, { recursive: true })
  await writeFile(join(home, markName), JSON.stringify(mark, null, 2), { mode: 0o600, flush: true })
}

export const removeMark = (home: string): Promise<void> => rm(join(home, markName), { force: true })

/** Nothing may work on a home that is filled half. */
export async function refuseHalf(home: string): Promise<void> {
  const there = await access(join(home, markName)).then(
    () => true,
    () => false,
  )
  if (there) throw homeError('half', { path: home })
}

/** The first part that is there already, or null. An empty media folder is none: it may be a disk of its own. */
export async function findPart(home: string): Promise<string | null> {
  for (const name of Object.values(homeParts)) {
    const inside = await readdir(join(home, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      if (error.code === 'ENOTDIR') return [name]
      throw error
    })
    if (inside.length > 0) return name
  }
  return null
}

/** Takes away what a restore has put down. A folder stays where it is a disk of its own. */
export async function clearParts(home: string): Promise<void> {
  const inMedia = await readdir(join(home, homeParts.media)).catch(() => [])
  for (const name of inMedia) await rm(join(home, homeParts.media, name), { recursive: true, force: true })
  await rm(join(home, homeParts.database), { recursive: true, force: true })
  await rm(join(home, homeParts.keys), { force: true })
}
