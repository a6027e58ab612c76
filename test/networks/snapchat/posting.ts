import type { Reply } from '../frame.ts'
import { type Call, ok, wrong } from './say.ts'
import { type Container, opened, type Snap } from './state.ts'

const mib = 1024 * 1024
const mostParts = 35

/** `POST …/media`: a container for a file that was locked by whoever brings it. */
export function createMedia({ state, profile, request: { fields } }: Call): Reply {
  const { type, name, key, iv } = fields
  if (type !== 'VIDEO' && type !== 'IMAGE') return wrong(400, 'INVALID_MEDIA_TYPE')
  if (typeof name !== 'string' || name === '') return wrong(400, 'INVALID_NAME')
  const [keyBytes, ivBytes] = [key, iv].map((text) => Buffer.from(String(text), 'base64'))
  if (keyBytes?.length !== 32 || ivBytes?.length !== 16) return wrong(400, 'INVALID_ENCRYPTION_KEY')
  const id = state.id()
  state.containers.set(id, {
    id,
    profile: profile.id,
    type,
    key: keyBytes,
    iv: ivBytes,
    parts: new Map(),
    file: null,
    at: state.at().getTime(),
    works: state.works,
  })
  const path = `/us/v1/public_profiles/${profile.id}/media/${id}/multipart-upload`
  return ok({ media_id: id, add_path: path, finalize_path: path })
}

/** `POST …/multipart-upload`: a part, or the end. */
export function uploadMedia({ state, profile, ids: [, id], request: { fields, files } }: Call): Reply {
  const container = state.container(profile.id, id)
  if (!container) return wrong(404, 'MEDIA_NOT_FOUND')
  if (fields.action === 'FINALIZE') return finish(container)
  const number = Number(fields.part_number)
  const file = files.file
  if (fields.action !== 'ADD' || !file) return wrong(400, 'INVALID_ACTION')
  if (!(number >= 1 && number <= mostParts)) return wrong(400, 'INVALID_PART_NUMBER')
  if (file.length >= 32 * mib) return wrong(400, 'MEDIA_TOO_LARGE')
  container.parts.set(number, file)
  return ok({})
}

function finish(container: Container): Reply {
  const file = opened(container)
  if (!file) return wrong(400, 'DECRYPTION_FAILED')
  if (mimeOf(file, container.type) === null) return wrong(400, 'INVALID_MEDIA')
  if (container.type === 'IMAGE' && file.length > 20_000_000) return wrong(400, 'MEDIA_TOO_LARGE')
  container.file = file
  return ok({})
}

function mimeOf(file: Buffer, type: Container['type']): string | null {
  if (type === 'VIDEO') return file.subarray(4, 8).toString('latin1') === 'ftyp' ? 'video/mp4' : null
  if (file.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  return file.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47])) ? 'image/png' : null
}

type Wish = Pick<Snap, 'kind' | 'text' | 'locale' | 'onProfile'> & { mediaId: unknown }

export const postStory = (call: Call): Reply =>
  post(call, {
    kind: 'story',
    text: '',
    locale: null,
    onProfile: true,
    mediaId: call.request.fields.media_id,
  })

export function postSpotlight(call: Call): Reply {
  const { media_id, description = '', locale, skip_save_to_profile } = call.request.fields
  if (typeof description !== 'string' || description.length > 160) return wrong(400, 'DESCRIPTION_TOO_LONG')
  if (!/^[a-z]{2}_[A-Z]{2}$/.test(String(locale))) return wrong(400, 'INVALID_LOCALE')
  return post(call, {
    kind: 'spotlight',
    text: description,
    locale: String(locale),
    onProfile: skip_save_to_profile !== true,
    mediaId: media_id,
  })
}

export function postSaved(call: Call): Reply {
  const [story] = Array.isArray(call.request.fields.saved_stories) ? call.request.fields.saved_stories : []
  const { title, snap_sources } = Object(story)
  if (typeof title !== 'string' || title.trim() === '') return wrong(400, 'TITLE_MISSING')
  if (title.length > 45) return wrong(400, 'TITLE_TOO_LONG')
  const [source] = Array.isArray(snap_sources) ? snap_sources : []
  return post(call, {
    kind: 'saved_story',
    text: title,
    locale: null,
    onProfile: true,
    mediaId: Object(source).media_id,
  })
}

function post({ state, profile }: Call, { mediaId, ...wish }: Wish): Reply {
  const container = state.container(profile.id, mediaId)
  if (!container) return wrong(400, 'MEDIA_EXPIRED')
  if (!container.file) return wrong(400, 'MEDIA_NOT_READY')
  if (container.works-- > 0) return wrong(400, 'MEDIA_PROCESSING')
  if (wish.kind === 'spotlight' && container.type !== 'VIDEO') return wrong(400, 'INVALID_MEDIA_TYPE')
  const mime = mimeOf(container.file, container.type) ?? ''
  const { id } = state.addSnap({ profile: profile.id, ...wish, mime })
  if (wish.kind === 'story') return ok(state.namesStories ? { story_id: id } : {})
  if (wish.kind === 'spotlight') return ok({ spotlight_id: id })
  return ok({ saved_stories: [{ sub_request_status: 'SUCCESS', saved_story: { id, title: wish.text } }] })
}
