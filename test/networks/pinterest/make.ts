import { createHash } from 'node:crypto'
import type { Reply } from '../frame.ts'
import { type Call, wrong } from './call.ts'
import { asPin } from './shapes.ts'
import type { Member, PinterestState, Shown } from './state.ts'

const longest = { title: 100, description: 800, link: 2048, alt_text: 500 }

/** `POST /v5/pins`. Everything is looked at before anything is made. */
export function makePin({ state, member, request }: Call): Reply {
  if (state.trial)
    return wrong(
      403,
      29,
      'Apps with Trial access may not create Pins in production https://api.pinterest.com - use API Sandbox https://api-sandbox.pinterest.com instead.',
    )
  const { fields } = request
  for (const [name, most] of Object.entries(longest))
    if (String(fields[name] ?? '').length > most) return wrong(400, 1, `'${name}' is too long`)
  if (fields.link !== undefined && !isAddress(fields.link))
    return wrong(
      400,
      1,
      'Whoops! It looks like you entered an invalid URL. Try creating a Pin again with a valid URL.',
    )
  const board = state.boardOf(member, fields.board_id)
  if (!board) return wrong(404, 40, 'Board not found.')
  const section = fields.board_section_id
  if (section !== undefined && !board.sections.some(({ id }) => id === section))
    return wrong(404, 2031, "Sorry! We couldn't find this board section.")
  const shown = shownBy(state, member, fields.media_source as Record<string, unknown>)
  if ('status' in shown) return shown
  const text = (name: string) => (typeof fields[name] === 'string' ? String(fields[name]) : null)
  const pin = state.addPin({
    owner: member.id,
    board: board.id,
    section: text('board_section_id'),
    title: text('title'),
    description: text('description'),
    link: text('link'),
    alt: text('alt_text'),
    parent: null,
    shown,
  })
  return { status: 201, body: asPin(pin, state, false) }
}

function isAddress(value: unknown): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.')
}

type Source = Record<string, unknown>

function shownBy(state: PinterestState, member: Member, source: Source | undefined): Shown | Reply {
  switch (source?.source_type) {
    case 'image_base64': {
      const picture = pictureIn(source)
      return picture ? { type: 'image', pictures: [picture] } : wrong(400, 1, 'The image is invalid.')
    }
    case 'multiple_image_base64': {
      const items = Array.isArray(source.items) ? source.items : []
      if (items.length < 2 || items.length > 5) return wrong(400, 1, 'Between 2 and 5 items are needed')
      const pictures = items.flatMap((item: Source) => pictureIn(item) ?? [])
      return pictures.length === items.length
        ? { type: 'multiple_images', pictures }
        : wrong(400, 1, 'The image is invalid.')
    }
    case 'video_id':
      return filmBy(state, member, source)
    default:
      return wrong(400, 1, 'Invalid media_source')
  }
}

function filmBy(state: PinterestState, member: Member, source: Source): Shown | Reply {
  const film = state.films.get(String(source.media_id))
  if (!film || film.owner !== member.id) return wrong(404, 404, 'Media not found.')
  if (film.status !== 'succeeded') return wrong(400, 1, 'The video is not ready.')
  const chosen = typeof source.cover_image_data === 'string'
  if (!chosen && typeof source.cover_image_key_frame_time !== 'number')
    return wrong(400, 1, 'A cover image is needed')
  return { type: 'video', mediaId: film.id, cover: chosen ? 'chosen' : 'second' }
}

/** By its first bytes a picture is what it says it is. */
function pictureIn({ content_type, data }: Source): { mime: string; digest: string } | null {
  if (typeof data !== 'string') return null
  const bytes = Buffer.from(data, 'base64')
  const jpeg = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))
  const png = bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))
  const mime = jpeg ? 'image/jpeg' : png ? 'image/png' : null
  if (mime === null || mime !== content_type) return null
  return { mime, digest: createHash('sha256').update(bytes).digest('hex') }
}
