import { fileTypeFromBuffer } from 'file-type'
import type { Reply, Request } from '../frame.ts'
import { problem } from './posting.ts'
import type { XState, XUpload, XUser } from './state.ts'

const wrong = (detail: string) =>
  problem(400, 'Invalid Request', detail, { type: 'https://api.x.com/2/problems/invalid-request' })

type Metadata = {
  alt_text?: { text: string }
  sensitive_media_warning?: Record<string, boolean>
  preview_image?: { media_key: { media: string } }
}

const pieceMost = 5 * 1024 * 1024

export function uploads(state: XState) {
  const add = (user: XUser, over: Pick<XUpload, 'category' | 'mime' | 'total'>): XUpload => {
    const id = state.id()
    const upload = {
      id,
      owner: user.id,
      pieces: new Map(),
      done: false,
      checks: 0,
      alt: '',
      warnings: [],
      cover: null,
      subtitles: [],
      at: state.clock(),
    }
    state.uploads.set(id, { ...upload, ...over })
    return { ...upload, ...over }
  }
  const own = (user: XUser, id: unknown): XUpload | null => {
    const upload = state.uploads.get(String(id))
    return upload?.owner === user.id ? upload : null
  }

  const keep = (user: XUser, category: string, bytes: Buffer, mime: string): Reply => {
    const { id } = add(user, { category, mime, total: bytes.length })
    const kept = state.uploads.get(id)
    if (kept) {
      kept.done = true
      kept.pieces.set(0, bytes)
    }
    return answer({ id, media_key: `3_${id}`, size: bytes.length, expires_after_secs: 86_400 })
  }

  return {
    async whole(user: XUser, { files, fields }: Request): Promise<Reply> {
      const bytes = files.media
      if (bytes && fields.media_category === 'subtitles') return keep(user, 'subtitles', bytes, 'text/srt')
      const type = bytes && (await fileTypeFromBuffer(bytes))
      if (!bytes || !type?.mime.startsWith('image/')) return wrong('Invalid media: it is no picture.')
      if (bytes.length > 5_000_000) return problem(413, 'Payload Too Large', 'The file is too large.')
      return keep(user, String(fields.media_category), bytes, type.mime)
    },

    initialize(user: XUser, { fields }: Request): Reply {
      const { media_category, media_type, total_bytes } = fields
      const upload = add(user, {
        category: String(media_category),
        mime: String(media_type),
        total: Number(total_bytes),
      })
      return answer({ id: upload.id, media_key: `13_${upload.id}`, expires_after_secs: 86_400 })
    },

    append(user: XUser, id: string, { files, fields }: Request): Reply {
      const upload = own(user, id)
      const bytes = files.media
      if (!upload || upload.done || !bytes) return wrong('Your media IDs are invalid.')
      if (bytes.length > pieceMost) return problem(413, 'Payload Too Large', 'The segment is too large.')
      upload.pieces.set(Number(fields.segment_index), bytes)
      return answer({ expires_at: Math.floor(state.clock().getTime() / 1000) + 86_400 })
    },

    finalize(user: XUser, id: string): Reply {
      const upload = own(user, id)
      if (!upload || upload.done) return wrong('Your media IDs are invalid.')
      const bytes = Buffer.concat([...upload.pieces].sort(([a], [b]) => a - b).map(([, piece]) => piece))
      if (bytes.length !== upload.total) return wrong('Segments do not add up to the announced size.')
      upload.done = true
      upload.checks = state.filmChecks
      return answer({
        id,
        media_key: `13_${id}`,
        size: bytes.length,
        expires_after_secs: 86_400,
        processing_info: { type: 'status', state: 'pending', check_after_secs: state.checkAfterSecs },
      })
    },

    status(user: XUser, { query }: Request): Reply {
      const upload = own(user, query.get('media_id'))
      if (!upload) return wrong('Your media IDs are invalid.')
      upload.checks = Math.max(0, upload.checks - 1)
      const broken = upload.mime === 'video/quicktime'
      const done = broken ? 'failed' : 'succeeded'
      const info =
        upload.checks > 0
          ? { state: 'in_progress', progress_percent: 40, check_after_secs: state.checkAfterSecs }
          : { state: done, progress_percent: 100 }
      return answer({
        id: upload.id,
        media_key: `13_${upload.id}`,
        expires_after_secs: 86_400,
        processing_info: { type: 'status', ...info },
      })
    },

    subtitle(user: XUser, { fields }: Request): Reply {
      const film = own(user, fields.id)
      const said = fields.subtitles as { id: string; language_code: string; display_name: string }
      const file = own(user, said.id)
      if (!film || !file || fields.media_category !== 'TweetVideo')
        return wrong('Your media IDs are invalid.')
      const text = file.pieces.get(0)?.toString('utf8') ?? ''
      film.subtitles.push({ language: said.language_code, name: said.display_name, text })
      return answer({
        id: film.id,
        media_category: 'TweetVideo',
        associated_subtitles: film.subtitles.map(({ language, name }) => ({
          id: said.id,
          language_code: language,
          display_name: name,
        })),
      })
    },

    describe(user: XUser, { fields }: Request): Reply {
      const upload = own(user, fields.id)
      if (!upload) return wrong('Your media IDs are invalid.')
      const { alt_text, sensitive_media_warning, preview_image } = fields.metadata as Metadata
      if ((alt_text?.text.length ?? 0) > 1000) return wrong('The alt text is too long.')
      const cover = preview_image && own(user, preview_image.media_key.media)
      if (preview_image && (!state.takesCovers || cover?.category !== 'tweet_image'))
        return wrong('The preview image is invalid.')
      upload.alt = alt_text?.text ?? upload.alt
      upload.cover = cover?.id ?? upload.cover
      for (const [name, on] of Object.entries(sensitive_media_warning ?? {}))
        if (on) upload.warnings.push(name)
      return answer({ id: upload.id, associated_metadata: fields.metadata })
    },
  }
}

/** The description asks for a `meta` that it does not describe and that no example of X's documentation has. */
const leftOut: ReadonlySet<string> = new Set(['meta'])
const answer = (data: object): Reply => ({ status: 200, body: { data }, leftOut })
