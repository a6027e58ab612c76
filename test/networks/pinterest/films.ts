import { createHash } from 'node:crypto'
import type { Reply, Request } from '../frame.ts'
import { type Call, ok, wrong } from './call.ts'
import type { Film, PinterestState } from './state.ts'

export const uploads = 'https://pinterest-media-upload.s3-accelerate.amazonaws.com'

export function registerFilm({ state, member, request }: Call): Reply {
  if (request.fields.media_type !== 'video') return wrong(400, 1, 'Invalid media_type')
  const id = state.id()
  const key = `uploads/${id}`
  const film: Film = { id, owner: member.id, status: 'registered', looks: 0, bytes: 0, key }
  state.films.set(id, film)
  return {
    status: 201,
    body: {
      media_id: id,
      media_type: 'video',
      upload_url: `${uploads}/`,
      upload_parameters: {
        'x-amz-date': '20300102T090000Z',
        'x-amz-signature': signatureOf(key),
        'x-amz-security-token': 'token-of-the-store',
        'x-amz-algorithm': 'AWS4-HMAC-SHA256',
        'x-amz-credential': 'ASIA/20300102/us-east-1/s3/aws4_request',
        key,
        policy: Buffer.from(key).toString('base64'),
        'Content-Type': 'multipart/form-data',
      },
    },
  }
}

const signatureOf = (key: string): string => createHash('sha256').update(key).digest('hex')

export function readFilm({ state, member, ids }: Call): Reply {
  const film = state.films.get(ids[0] ?? '')
  if (!film || film.owner !== member.id) return wrong(404, 404, 'Media not found.')
  if (film.status === 'processing' && film.looks++ >= state.filmLooks)
    film.status = state.filmFails ? 'failed' : 'succeeded'
  return ok({ media_id: film.id, media_type: 'video', status: film.status })
}

/** The store takes a form that its parameters have signed, with the file as the last of its fields and its length told. */
export function upload(state: PinterestState, { fields, files, headers }: Request): Reply {
  if (!headers['content-length'])
    return { status: 411, body: '<Error><Code>MissingContentLength</Code></Error>' }
  const film = [...state.films.values()].find(({ key }) => key === fields.key)
  if (!film || fields['x-amz-signature'] !== signatureOf(film.key) || !fields.policy)
    return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
  if (!files.file) return { status: 400, body: '<Error><Code>InvalidArgument</Code></Error>' }
  film.status = 'processing'
  film.bytes = files.file.length
  return { status: 204 }
}
