import type { Reply, Request } from '../frame.ts'
import { ok, wrong } from './said.ts'
import type { OkState } from './state.ts'

const type = (bytes: Buffer): string | null => {
  if (bytes.subarray(0, 4).toString('latin1') === '\x89PNG') return 'image/png'
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return 'image/jpeg'
  if (bytes.subarray(4, 8).toString('latin1') === 'ftyp') return 'video/mp4'
  return null
}

/** The servers for files look into them and do not believe their names. */
export function upload(state: OkState, { query, files }: Request): Reply {
  const slot = state.slots.get(query.get('hash') ?? '')
  if (!slot) return { status: 404, body: 'no such upload' }
  if ('photo' in slot) {
    const mime = files.pic1 && type(files.pic1)
    if (!files.pic1) return wrong(505, 'PHOTO_NO_IMAGE : No image in request')
    if (!mime?.startsWith('image/')) return wrong(503)
    const token = `token-${state.id()}`
    state.photos.set(token, { mime, used: false })
    return ok({ photos: { [slot.photo]: { token } } })
  }
  const film = state.films.get(slot.film)
  if (!film || !files.data || type(files.data) !== 'video/mp4') return wrong(100, 'PARAM : BadFormat')
  if (files.data.length !== slot.bytes) return { status: 400, body: 'not whole' }
  film.up = true
  // What the server for films answers is not published; it is nothing that could be read.
  return { status: 200, body: '' }
}
