import type { Reply, Request } from '../frame.ts'
import { gone, no, said } from './says.ts'
import type { FacebookState, Film } from './state.ts'

/** Facebook names pieces of this many bytes, so that a small film has several. */
export const pieceBytes = 10

export const createFilms = (state: FacebookState) => {
  const open = (pageId: string, edge: Film['edge'], size: number): Film => {
    const id = state.nextId()
    const film: Film = {
      id,
      pageId,
      edge,
      size,
      bytes: Buffer.alloc(0),
      finishedAt: null,
      description: '',
      cover: false,
      postId: null,
      failed: false,
      ...{ title: '', sponsor: null, captions: {} },
    }
    state.films.set(id, film)
    state.nodes.set(id, 'AdVideo')
    return film
  }

  const offsets = ({ bytes, size }: Film) => ({
    start_offset: String(bytes.length),
    end_offset: String(Math.min(size, bytes.length + pieceBytes)),
  })

  function finish(film: Film, description: unknown, cover: boolean): Reply | null {
    if (film.finishedAt !== null) return no(100, 'This video was published already.')
    if (film.bytes.length === 0 || film.bytes.length < film.size) return no(6000, 'The file is not whole.')
    film.description = String(description ?? '')
    film.cover = cover
    film.finishedAt = state.now().getTime()
    film.failed = !/^....ftyp/s.test(film.bytes.subarray(0, 12).toString('latin1'))
    return null
  }

  return {
    /** A film of a post: pieces within a session, each where the one before ended. */
    sayPieces(pageId: string, { fields, files }: Request): Reply {
      if (fields.upload_phase === 'start') {
        const film = open(pageId, 'videos', Number(fields.file_size))
        const session = `session-${film.id}`
        state.sessions.set(session, film.id)
        return said({ upload_session_id: session, video_id: film.id, ...offsets(film) })
      }
      const film = state.films.get(state.sessions.get(String(fields.upload_session_id)) ?? '')
      if (!film || film.pageId !== pageId) return no(100, 'Invalid upload session')
      if (fields.upload_phase === 'finish') {
        film.title = String(fields.title ?? '')
        film.sponsor = fields.sponsor_id === undefined ? null : String(fields.sponsor_id)
        return (
          finish(film, fields.description, files.thumb !== undefined) ??
          said({ success: true, post_id: undefined })
        )
      }
      if (Number(fields.start_offset) !== film.bytes.length)
        return no(6000, 'There was a problem uploading your video file.', {
          subcode: 1_363_037,
          data: offsets(film),
        })
      film.bytes = Buffer.concat([film.bytes, files.video_file_chunk ?? Buffer.alloc(0)])
      return said(offsets(film))
    },

    /** A reel or a story: opened, brought to an address that is told, finished. */
    sayWhole(pageId: string, edge: 'video_reels' | 'video_stories', { fields }: Request): Reply {
      if (fields.upload_phase === 'START') {
        const film = open(pageId, edge, 0)
        return said({
          video_id: film.id,
          upload_url: `https://rupload.facebook.com/video-upload/v26.0/${film.id}`,
        })
      }
      const film = state.films.get(String(fields.video_id))
      if (!film || film.pageId !== pageId || film.edge !== edge) return gone(String(fields.video_id))
      if (edge === 'video_reels' && fields.place !== undefined) film.place = String(fields.place)
      film.title = String(fields.title ?? '')
      return finish(film, fields.description, false) ?? said({ success: true })
    },

    /** What is said in a film, and the picture that stands for it. */
    sayBeside(film: Film, edge: string, { fields, files }: Request): Reply {
      if (!state.takesBeside) return no(100, 'Invalid parameter')
      if (edge === 'captions') {
        const locale = String(fields.default_locale)
        const text = files.captions_file?.toString('utf8') ?? ''
        if (!/^[a-z]{2,3}_[A-Z]{2}$/.test(locale) || !/^1\n\d\d:/.test(text))
          return no(100, 'Invalid captions file')
        film.captions[locale] = text
      } else if (files.source && fields.is_preferred === 'true') film.cover = true
      return said({ success: true })
    },

    sayUpload({ path, headers, bytes }: Request): Reply {
      const film = state.films.get(path.split('/').at(-1) ?? '')
      const token = /^OAuth (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
      if (!film || state.tokens.get(token)?.pageId !== film.pageId)
        return no(190, 'Invalid OAuth access token.')
      if (Number(headers.offset) !== film.bytes.length) return no(6000, 'Offset mismatch')
      film.size = Number(headers.file_size)
      film.bytes = Buffer.concat([film.bytes, bytes])
      return said({ success: true })
    },

    shown: (film: Film) => {
      state.settle()
      const begun = film.finishedAt !== null
      const out = film.postId !== null
      const whole = film.size > 0 && film.bytes.length >= film.size
      return {
        id: film.id,
        published: out,
        ...(out && {
          post_id: state.namesPosts ? film.postId?.split('_')[1] : undefined,
          permalink_url: `/${film.edge === 'video_reels' ? 'reel' : 'watch'}/${film.id}/`,
        }),
        status: {
          video_status: film.failed
            ? 'error'
            : out
              ? 'ready'
              : begun
                ? 'processing'
                : whole
                  ? 'upload_complete'
                  : 'uploading',
          uploading_phase: {
            status: whole ? 'complete' : 'in_progress',
            // Facebook counts only while they come.
            ...(!whole && { bytes_transfered: film.bytes.length }),
          },
          processing_phase: { status: out ? 'complete' : begun ? 'in_progress' : 'not_started' },
          publishing_phase: { status: out ? 'complete' : 'not_started' },
        },
      }
    },
  }
}
