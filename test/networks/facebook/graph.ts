import type { Reply, Request } from '../frame.ts'
import { createFilms } from './films.ts'
import { sayPerson, shownPage } from './login.ts'
import { asked, gone, no, paged, said, written } from './says.ts'
import type { Comment, FacebookState, Page, Post } from './state.ts'

const mostLetters = 63_206
const mostPhotos = 10
const photosHoldMs = 24 * 3_600_000

/** The graph by Facebook's own rules: lengths are counted here, not by the kit. */
export function createGraph(state: FacebookState) {
  const films = createFilms(state)

  function say(request: Request): Reply {
    const [id = '', edge = ''] = request.path.replace(/^\/v\d+\.\d+\//, '').split('/')
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const known = state.tokens.get(token)
    if (!known) return no(190, 'Invalid OAuth access token.')
    if (known.refused !== null)
      return no(190, 'Error validating access token', { subcode: known.refused, status: 401 })
    if (proofIn(request) !== state.proofOf(token))
      return no(100, 'Invalid appsecret_proof provided in the API argument')
    if (id === 'me') return known.pageId === null ? sayPerson(state, edge, request) : gone(id)
    const page = state.pages.get(known.pageId ?? '')
    if (!page) return gone(id)
    const lacks = lackedBy(known.scopes, request, edge)
    if (lacks) return no(200, `Requires ${lacks} permission to manage the object`)
    state.settle()
    return id === page.id ? sayPage(page, edge, request) : sayThing(page, id, edge, request)
  }

  function sayPage(page: Page, edge: string, request: Request): Reply {
    const { method, query, fields } = request
    switch (`${method} ${edge}`) {
      case 'GET ':
        return said(
          asked(query, {
            ...shownPage(page),
            ...shownProfile(page),
            ...(page.followers !== null && { followers_count: page.followers }),
          }),
        )
      case 'POST subscribed_apps':
        state.subscribed.set(page.id, String(fields.subscribed_fields).split(','))
        return said({ success: true })
      case 'DELETE subscribed_apps':
        state.subscribed.delete(page.id)
        return said({ success: true })
      case 'POST photos':
        return addPhoto(page, request)
      case 'GET photos':
        return said(
          paged(
            photosOf(page).map(({ id, alt }) =>
              asked(query, { id, alt_text_custom: alt === '' ? undefined : alt }),
            ),
            request,
          ),
        )
      case 'POST feed':
        return addPost(page, fields)
      case 'POST videos':
        return films.sayPieces(page.id, request)
      case 'POST video_reels':
      case 'POST video_stories':
        return films.sayWhole(page.id, edge as 'video_reels', request)
      case 'POST photo_stories':
        return addStory(page, String(fields.photo_id))
      case 'GET published_posts':
        return said(
          paged(
            wallOf(page).map((post) => asked(query, shown(post))),
            request,
          ),
        )
      case 'GET stories':
        return said(
          paged(
            storiesOf(page).map((post) => asked(query, shownStory(post))),
            request,
          ),
        )
      default:
        return no(100, 'Unsupported request')
    }
  }

  function sayThing(page: Page, id: string, edge: string, request: Request): Reply {
    const { method, query, fields } = request
    const film = state.films.get(id)
    if (film && film.pageId === page.id) {
      if (method === 'GET') return said(asked(query, films.shown(film)))
      const out = state.posts.find((post) => post.film === id)
      if (edge === 'captions' || edge === 'thumbnails') return films.sayBeside(film, edge, request)
      if (method === 'DELETE') {
        state.films.delete(id)
        if (out) state.remove(out.id)
        return said({ success: true })
      }
      if (!out) return gone(id)
      out.message = String(fields.description ?? '')
      return said({ success: true })
    }
    const comment = state.comments.find((one) => one.id === id)
    const post = state.posts.find((one) => one.id === id && one.pageId === page.id)
    if (method === 'DELETE') return state.remove(id) ? said({ success: true }) : gone(id)
    if (comment && method === 'POST') {
      comment.message = String(fields.message ?? '')
      return said({ success: true })
    }
    return post ? sayPost(page, post, edge, request) : gone(id)
  }

  function sayPost(page: Page, post: Post, edge: string, request: Request): Reply {
    const { query, fields } = request
    switch (`${request.method} ${edge}`) {
      case 'GET ':
        return said(asked(query, shown(post)))
      case 'POST ':
        if (String(fields.message).length > mostLetters) return no(100, 'The message is too long')
        if (fields.place !== undefined) post.place = String(fields.place)
        else post.message = String(fields.message ?? '')
        return said({ success: true })
      case 'GET comments':
        return said(
          paged(
            commentsOf(post).map((one) => asked(query, shownComment(one))),
            request,
          ),
        )
      case 'POST comments':
        return said({
          id: state.comment(post.id, { id: page.id, name: page.name }, String(fields.message)).id,
        })
      case 'GET reactions':
        return said(
          paged(
            post.reactions.map((one) => asked(query, one)),
            request,
          ),
        )
      default:
        return no(100, 'Unsupported request')
    }
  }

  function addPhoto(page: Page, { fields, files }: Request): Reply {
    const mime = pictureType(files.source ?? Buffer.alloc(0))
    if (!mime) return no(324, 'Missing or invalid image file', { subcode: 2_069_019 })
    if (fields.published !== 'false') return no(100, 'The fake has pictures in posts alone')
    const id = state.nextId()
    const alt = String(fields.alt_text_custom ?? '')
    state.photos.set(id, { id, pageId: page.id, alt, mime, at: state.now().getTime(), usedBy: null })
    state.nodes.set(id, 'Photo')
    return said({ id })
  }

  /** The pictures that somebody means, where all of them are there and free. */
  function freePhotos(page: Page, ids: readonly string[]): Reply | null {
    const now = state.now().getTime()
    const there = ids.flatMap((id) => state.photos.get(id) ?? [])
    const free = there.filter(
      (one) => one.pageId === page.id && one.usedBy === null && now - one.at < photosHoldMs,
    )
    return free.length === ids.length ? null : no(100, 'Invalid parameter: a photo is not there')
  }

  function addPost(page: Page, fields: Request['fields']): Reply {
    const message = String(fields.message ?? '')
    const link = fields.link === undefined ? null : String(fields.link)
    const attached = JSON.parse(String(fields.attached_media ?? '[]')) as { media_fbid: string }[]
    const photos = attached.map(({ media_fbid }) => media_fbid)
    if (message.length > mostLetters) return no(100, 'The message is too long')
    if (photos.length > mostPhotos) return no(100, 'Too many photos')
    if (message.trim() === '' && !link && photos.length === 0) return no(100, 'Post is empty')
    const refused = freePhotos(page, photos)
    if (refused) return refused
    const last = state.posts.findLast((post) => post.pageId === page.id)
    if (
      photos.length === 0 &&
      last &&
      last.message === message &&
      last.link === link &&
      last.photos.length === 0
    )
      return no(506, 'Duplicate status message')
    const sponsor = fields.sponsor_id === undefined ? null : String(fields.sponsor_id)
    if (sponsor !== null && fields.direct_share_status === undefined)
      return no(100, 'direct_share_status is required')
    const place = fields.place === undefined ? undefined : String(fields.place)
    return said({
      id: state.add({ pageId: page.id, kind: 'post', message, place, link, photos, film: null, sponsor }).id,
    })
  }

  function addStory(page: Page, photo: string): Reply {
    const refused = freePhotos(page, [photo])
    if (refused) return refused
    const added = state.add({
      pageId: page.id,
      kind: 'story',
      message: '',
      link: null,
      photos: [photo],
      film: null,
    })
    return said({ success: true, post_id: added.id.split('_')[1] })
  }

  const photosOf = (page: Page) =>
    [...state.photos.values()]
      .filter(({ pageId, usedBy }) => pageId === page.id && usedBy !== null)
      .toReversed()

  const newest = (page: Page) =>
    state.posts.filter((post) => post.pageId === page.id).toSorted((a, b) => b.at.getTime() - a.at.getTime())
  const wallOf = (page: Page) => newest(page).filter(({ kind }) => kind !== 'story')
  const storiesOf = (page: Page) => newest(page).filter(({ kind }) => kind === 'story')
  const commentsOf = (post: Post) => state.comments.filter(({ postId }) => postId === post.id)

  function shown(post: Post): Record<string, unknown> {
    const { counts } = post
    const counted = (value: number | null | undefined, otherwise: number) =>
      value === null ? undefined : { summary: { total_count: value ?? otherwise }, data: [] }
    const shares = counts.reposts ?? 0
    return {
      id: post.id,
      message: post.message === '' ? undefined : post.message,
      created_time: written(post.at),
      permalink_url: `https://www.facebook.com/${post.pageId}/posts/${post.id.split('_')[1]}`,
      shares: shares > 0 ? { count: shares } : undefined,
      reactions: counted(counts.likes, post.reactions.length),
      comments: counted(counts.replies, commentsOf(post).length),
      insights: { data: insightsOf(post) },
      attachments: attachmentsOf(post),
    }
  }

  return { say, films }
}

const shownProfile = ({ id, about, website, cover, silhouette }: Page) => ({
  about: about === '' ? undefined : about,
  website: website === '' ? undefined : website,
  cover: cover === null ? undefined : { id: `${id}1`, source: cover },
  picture: { data: { url: `https://scontent.example/${id}.jpg`, is_silhouette: silhouette } },
})

const proofIn = ({ method, query, fields }: Request): unknown =>
  method === 'POST' ? fields.appsecret_proof : query.get('appsecret_proof')

/** The permission that a request needs and the token does not have. */
function lackedBy(scopes: readonly string[], { method, path, query }: Request, edge: string): string | null {
  const needed =
    method === 'GET'
      ? /insights/.test(query.get('fields') ?? '')
        ? 'read_insights'
        : 'pages_read_engagement'
      : ({ comments: 'pages_manage_engagement', subscribed_apps: 'pages_manage_metadata' }[edge] ??
        'pages_manage_posts')
  return path.startsWith('/v') && scopes.includes(needed) ? null : needed
}

const told = {
  post_media_view: 'views',
  post_total_media_view_unique: 'reach',
  post_clicks: 'clicks',
} as const

const insightsOf = ({ counts }: Post) =>
  Object.entries(told).flatMap(([name, metric]) => {
    const value = counts[metric]
    return typeof value === 'number' ? [{ name, period: 'lifetime', values: [{ value }] }] : []
  })

function attachmentsOf({ photos, film, link }: Post): unknown {
  const one = (id: string, type: string) => ({ media_type: type, target: { id } })
  if (film) return { data: [one(film, 'video')] }
  if (photos.length > 1)
    return {
      data: [
        { media_type: 'album', target: {}, subattachments: { data: photos.map((id) => one(id, 'photo')) } },
      ],
    }
  const [photo] = photos
  if (photo) return { data: [one(photo, 'photo')] }
  return link ? { data: [{ media_type: 'link', target: {} }] } : undefined
}

const shownStory = ({ id, photos, film, at }: Post) => ({
  post_id: id.split('_')[1],
  media_id: film ?? photos[0],
  media_type: film ? 'video' : 'photo',
  status: 'published',
  creation_time: String(Math.floor(at.getTime() / 1000)),
  url: `https://facebook.com/stories/${id}`,
})

const shownComment = ({ id, message, from, at }: Comment) => ({
  id,
  message,
  created_time: written(at),
  permalink_url: `https://www.facebook.com/${id}`,
  from: from ?? undefined,
})

/** Facebook looks into files and does not believe their names. */
function pictureType(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 12).toString('latin1')
  if (/^\x89PNG/.test(head)) return 'image/png'
  if (/^GIF8/.test(head)) return 'image/gif'
  return /^\xff\xd8\xff/.test(head) ? 'image/jpeg' : null
}
