import { type FileHandle, open } from 'node:fs/promises'
import { mediaError } from './errors.ts'
import { blankMp4Metadata, type Film, probeMp4 } from './mp4.ts'
import { probeWebm } from './webm.ts'

/** Reads size and length of a film from its header, and empties what tells place, device and author. */
export async function cleanFilm(path: string, mime: string, size: number): Promise<Film> {
  const file = await open(path, 'r+')
  try {
    const film = await probe(file, mime, size)
    if (mime !== 'video/webm') await blankMp4Metadata(file, size)
    return film
  } finally {
    await file.close()
  }
}

/** The same without a change: of a film that was cleaned before. */
export async function readFilm(path: string, mime: string, size: number): Promise<Film> {
  const file = await open(path)
  try {
    return await probe(file, mime, size)
  } finally {
    await file.close()
  }
}

async function probe(file: FileHandle, mime: string, size: number): Promise<Film> {
  const film = mime === 'video/webm' ? await probeWebm(file, size) : await probeMp4(file, size)
  if (film === null) throw mediaError('no_picture')
  const bounded = film && boundedFilm(film)
  if (!bounded) throw mediaError('film_not_readable')
  return bounded
}

const most = { side: 65_535, ms: 2_147_483_647 }

/** A header may say anything. undefined for a size that no film has; a length beyond all bounds is none. */
export function boundedFilm({ width, height, durationMs }: Film): Film | undefined {
  if (![width, height].every((side) => side >= 1 && side <= most.side)) return undefined
  return { width, height, durationMs: durationMs !== null && durationMs <= most.ms ? durationMs : null }
}
