import { open } from 'node:fs/promises'
import { mediaError } from './errors.ts'
import { blankMp4Metadata, type Film, probeMp4 } from './mp4.ts'
import { probeWebm } from './webm.ts'

/** Reads size and length of a film from its header, and empties what tells place, device and author. */
export async function cleanFilm(path: string, mime: string, size: number): Promise<Film> {
  const file = await open(path, 'r+')
  try {
    const webm = mime === 'video/webm'
    const film = webm ? await probeWebm(file, size) : await probeMp4(file, size)
    if (film === null) throw mediaError('no_picture')
    if (!film) throw mediaError('film_not_readable')
    if (!webm) await blankMp4Metadata(file, size)
    return film
  } finally {
    await file.close()
  }
}
