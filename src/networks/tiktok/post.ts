import { createHash } from 'node:crypto'
import type { Content, Json, Media } from '../kit/content.ts'
import type { Preparing } from '../kit/network.ts'
import { expectHonest } from '../kit/pictures.ts'
import { isAudited, rejected } from './client.ts'
import { mayDo } from './connect.ts'
import { creatorOf, offered } from './creator.ts'
import { leastSide, longestSeconds, shortestSeconds } from './manifest.ts'

/** What is published, and how: a film travels to TikTok in pieces, photos are fetched by it. */
export type Piece = { is: 'film'; film: Media } | { is: 'photos'; photos: readonly Media[] }

export const isDraft = ({ options }: Pick<Content, 'options'>): boolean => options.kind === 'draft'

export const isPublic = (content: Pick<Content, 'options'>): boolean =>
  !isDraft(content) && content.options.privacy === 'PUBLIC_TO_EVERYONE'

export function pieceOf({ parts }: Pick<Content, 'parts'>): Piece {
  const media = parts[0]?.media ?? []
  const [first] = media
  if (!first) throw rejected('media_missing', 'TikTok publishes nothing without a film or photos. Add one.')
  const films = media.filter(({ kind }) => kind === 'video')
  if (films.length === 0) return { is: 'photos', photos: media }
  if (media.length > 1)
    throw rejected('media_mixed', 'TikTok takes one film alone, or photos alone. Take the others out.')
  return { is: 'film', film: first }
}

const textOf = ({ parts }: Pick<Content, 'parts'>): string => parts[0]?.text ?? ''

/** Who may see it and what they may do with it; for drafts somebody says it in the app. */
function openness({ options, paidPartnership }: Content): Record<string, Json> {
  return {
    privacy_level: String(options.privacy ?? ''),
    disable_comment: options.allowComments !== true,
    brand_content_toggle: paidPartnership !== undefined,
    brand_organic_toggle: options.ownBrand === true,
  }
}

/** What is said of a film when it is begun. TikTok calls its caption a title. */
export function filmInfo(content: Content, film: Media): Json {
  if (isDraft(content)) return null
  const cover = coverAt(content.options.coverAt, film)
  return {
    ...(textOf(content) !== '' && { title: textOf(content) }),
    ...openness(content),
    disable_duet: content.options.allowDuet !== true,
    disable_stitch: content.options.allowStitch !== true,
    ...(cover !== null && { video_cover_timestamp_ms: cover }),
    ...(content.machineMade && { is_aigc: true }),
  }
}

export function photosBody(content: Content, photos: readonly Media[]): Json {
  const draft = isDraft(content)
  return {
    media_type: 'PHOTO',
    post_mode: draft ? 'MEDIA_UPLOAD' : 'DIRECT_POST',
    post_info: {
      ...(content.title !== '' && { title: content.title }),
      ...(textOf(content) !== '' && { description: textOf(content) }),
      ...(!draft && { ...openness(content), auto_add_music: content.options.addMusic === true }),
    },
    source_info: {
      source: 'PULL_FROM_URL',
      photo_images: photos.map((photo) => photo.address()),
      photo_cover_index: coverPhoto(content.options.coverPhoto, photos.length),
    },
  }
}

/** The film's moment for its cover, in milliseconds; null where nobody said one. */
export function coverAt(typed: unknown, film: Pick<Media, 'durationMs'>): number | null {
  if (typeof typed !== 'string' || typed.trim() === '') return null
  const seconds = Number(typed.trim().replace(',', '.'))
  const end = film.durationMs ?? Number.POSITIVE_INFINITY
  if (Number.isFinite(seconds) && seconds >= 0 && seconds * 1000 < end) return Math.round(seconds * 1000)
  throw rejected(
    'cover_at',
    'The second of the cover is no number, or lies behind the end of the film. Correct it in the settings of the post.',
  )
}

/** People count from one, TikTok from nothing. */
export function coverPhoto(typed: unknown, photos: number): number {
  if (typeof typed !== 'string' || typed.trim() === '') return 0
  const place = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0
  if (place >= 1 && place <= photos) return place - 1
  throw rejected(
    'cover_photo',
    'There is no such photo for the cover. Give its place among the photos, such as 2.',
  )
}

/** By this is known whether what was begun is still what is wanted. */
export const digestOf = (wish: Json): string =>
  createHash('sha256').update(JSON.stringify(wish)).digest('base64url')

/** Everything that TikTok would refuse late, asked before anything is begun. */
export async function expectFit(call: Preparing, piece: Piece): Promise<void> {
  const { content } = call
  if (piece.is === 'film') await expectFilm(piece.film)
  else for (const photo of piece.photos) await expectHonest(photo)
  if (isDraft(content)) return expectMay(call, 'video.upload', 'drafts')
  expectMay(call, 'video.publish', 'publishing')
  await expectOpenness(call, piece)
}

function expectMay({ account }: Preparing, scope: string, what: string): void {
  if (mayDo(account, scope)) return
  throw rejected(
    'scope_not_granted',
    `This channel was joined without the right to it at TikTok (${what}: ${scope}). Look whether TikTok has approved it for the app, then join the channel again.`,
  )
}

async function expectFilm(film: Media): Promise<void> {
  await expectHonest(film)
  const { width, height, durationMs, film: facts } = film
  if (Math.min(width, height) < leastSide)
    throw rejected(
      'picture_size',
      `TikTok takes films from ${leastSide} pixels a side on; this one has ${width} × ${height}. Choose a larger one.`,
    )
  if (durationMs !== null && durationMs < shortestSeconds * 1000)
    throw rejected(
      'film_length',
      `TikTok takes films from ${shortestSeconds} seconds on. Choose a longer one.`,
    )
  // Rates are measured, and those of NTSC are no whole numbers.
  if (facts?.frameRate && facts.frameRate < 22.5)
    throw rejected(
      'frame_rate',
      'TikTok takes films of 23 to 60 frames a second, and this one has fewer. Export it again.',
    )
}

/** The account's own choices change: they are asked for anew before each post, as TikTok wants it. */
async function expectOpenness({ tools, account, content, signal }: Preparing, piece: Piece): Promise<void> {
  const privacy = String(content.options.privacy ?? '')
  if (privacy === '')
    throw rejected('privacy_missing', 'Choose who can see this post, in its settings for TikTok.')
  const audited = isAudited(await tools.app())
  if (!audited && privacy !== 'SELF_ONLY')
    throw rejected(
      'unaudited',
      'TikTok has not audited the app yet, so only its own account can see a post. Choose “Only you”, or ask TikTok for the audit and say so under Channels, Apps.',
    )
  if (content.paidPartnership && privacy === 'SELF_ONLY')
    throw rejected(
      'partner_hidden',
      'TikTok takes no paid partnership that only its own account can see. Choose who else can see it, or take the partnership out.',
    )
  const creator = await creatorOf({ tools, account }, signal)
  if (!offered(creator, audited).includes(privacy))
    throw rejected(
      'privacy_refused',
      'This account does not offer that choice of who can see a post any more. Choose again in the settings of the post.',
    )
  const most = Math.min(longestSeconds, creator.max_video_post_duration_sec ?? longestSeconds)
  const seconds = piece.is === 'film' ? (piece.film.durationMs ?? 0) / 1000 : 0
  if (seconds > most)
    throw rejected(
      'film_length',
      `This account may post films of ${most} seconds at most, and this one has ${Math.ceil(seconds)}. Shorten it.`,
    )
}
