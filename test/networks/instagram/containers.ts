import { fetchFile } from '../../../src/networks/kit/in-memory.ts'
import type { Reply } from '../frame.ts'
import { wrong } from './errors.ts'
import { type Container, day, type File, type InstagramState, type User } from './state.ts'

/** What Instagram makes of a request for a container, by its own rules. */
export async function createContainer(
  state: InstagramState,
  user: User,
  asked: Record<string, unknown>,
): Promise<Reply> {
  const caption = String(asked.caption ?? '')
  if (caption.length > 2200) return wrong(36_004, 2_207_010, 'The caption was too long.')
  if ([...caption.matchAll(/#[^\s#]+/g)].length > 5) return wrong(100, undefined, 'Too many hashtags.')
  const type = String(asked.media_type ?? 'IMAGE')
  if (!['IMAGE', 'VIDEO', 'REELS', 'STORIES', 'CAROUSEL'].includes(type))
    return wrong(100, 2_207_023, 'The media type is unknown.')
  const refused = refusalOf(asked, type)
  if (refused) return refused
  const made = type === 'CAROUSEL' ? carousel(state, user, asked) : await single(asked, type)
  if ('status' in made) return made
  const container: Container = {
    id: state.id(),
    userId: user.id,
    item: asked.is_carousel_item === true,
    caption,
    asked,
    madeAt: state.clock(),
    looks: state.looks,
    published: false,
    ...made,
  }
  state.containers.set(container.id, container)
  return { status: 200, body: { id: container.id } }
}

/** What goes along only with some kinds. */
function refusalOf(asked: Record<string, unknown>, type: string): Reply | null {
  const invited = asked.collaborators as string[] | undefined
  if (invited && (type === 'STORIES' || invited.length > 3))
    return wrong(100, undefined, 'Invalid collaborators.')
  if (asked.is_ai_generated !== undefined && asked.is_carousel_item === true)
    return wrong(100, undefined, 'is_ai_generated belongs to the carousel.')
  const trial = asked.trial_params as { graduation_strategy?: string } | undefined
  const strategies = ['MANUAL', 'SS_PERFORMANCE']
  if (trial && (type !== 'REELS' || !strategies.includes(trial.graduation_strategy ?? '')))
    return wrong(100, undefined, 'Invalid trial_params.')
  return asked.audio_name !== undefined && type !== 'REELS'
    ? wrong(100, undefined, 'Invalid audio_name.')
    : null
}

type Made = Pick<Container, 'type' | 'product' | 'files' | 'error'>

async function single(asked: Record<string, unknown>, type: string): Promise<Made | Reply> {
  const product = type === 'REELS' ? 'REELS' : type === 'STORIES' ? 'STORY' : 'FEED'
  if (type === 'STORIES' && (asked.caption !== undefined || asked.alt_text !== undefined))
    return wrong(100, undefined, 'Stories have no caption and no alternative text.')
  const image = asked.image_url
  if (typeof image === 'string') {
    const bytes = await fetchFile(image)
    if (!bytes) return wrong(9004, 2_207_052, 'The media could not be fetched from this URI.')
    const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8
    if (!jpeg) return wrong(36_001, 2_207_005, 'The image format is not supported.')
    if (bytes.length > 8 * 1024 * 1024) return wrong(36_000, 2_207_004, 'The image is too large.')
    const file: File = { kind: 'image', mime: 'image/jpeg', alt: String(asked.alt_text ?? '') }
    return { type: 'IMAGE', product, files: [file], error: null }
  }
  if (typeof asked.video_url !== 'string') return wrong(100, undefined, 'The media has no URI.')
  if (type === 'IMAGE') return wrong(100, 2_207_023, 'A video needs a media type.')
  if (type === 'VIDEO' && asked.is_carousel_item !== true)
    return wrong(100, 2_207_023, 'VIDEO is no media type outside of a carousel; use REELS.')
  if (asked.alt_text !== undefined) return wrong(100, undefined, 'Videos have no alternative text.')
  const bytes = await fetchFile(asked.video_url)
  if (!bytes) return wrong(9004, 2_207_052, 'The media could not be fetched from this URI.')
  // Films are looked into later, when nobody waits for the answer any more.
  const film = Buffer.from(bytes).subarray(4, 8).toString('latin1') === 'ftyp'
  const error = film ? null : 'Error: Media upload has failed with error code 2207026'
  return { type: 'VIDEO', product, files: [{ kind: 'video', mime: 'video/mp4', alt: '' }], error }
}

function carousel(state: InstagramState, user: User, asked: Record<string, unknown>): Made | Reply {
  const ids = String(asked.children ?? '')
    .split(',')
    .filter(Boolean)
  if (ids.length < 2 || ids.length > 10)
    return wrong(100, 2_207_028, 'A carousel has between 2 and 10 photos and videos.')
  const children = ids.map((id) => state.containers.get(id))
  for (const child of children) {
    if (child?.userId !== user.id || !child.item) return wrong(24, 2_207_006, 'The media was not found.')
    if (statusOf(state, child) !== 'FINISHED') return wrong(9007, 2_207_027, 'Media ID is not available')
  }
  const files = children.flatMap((child) => child?.files ?? [])
  return { type: 'CAROUSEL_ALBUM', product: 'FEED', files, error: null }
}

export type Status = 'EXPIRED' | 'ERROR' | 'FINISHED' | 'IN_PROGRESS' | 'PUBLISHED'

export function statusOf(state: InstagramState, container: Container): Status {
  if (container.published) return 'PUBLISHED'
  if (state.clock() - container.madeAt > day) return 'EXPIRED'
  if (container.looks > 0) return 'IN_PROGRESS'
  return container.error ? 'ERROR' : 'FINISHED'
}

export function lookAt(state: InstagramState, container: Container): Reply {
  if (state.clock() - container.madeAt > 2 * day)
    return wrong(100, 33, 'Unsupported get request. Object does not exist.')
  const code = statusOf(state, container)
  if (container.looks > 0) container.looks--
  const status = code === 'ERROR' ? container.error : `${code}: as it stands`
  return { status: 200, body: { id: container.id, status_code: code, status } }
}

export function publishContainer(state: InstagramState, user: User, id: string): Reply {
  const container = state.containers.get(id)
  if (container?.userId !== user.id || container.item)
    return wrong(24, 2_207_006, 'The media with this id was not found.')
  if (statusOf(state, container) !== 'FINISHED') return wrong(9007, 2_207_027, 'Media ID is not available')
  if (state.publishedLately(user.id) >= user.quota)
    return wrong(9, 2_207_042, 'Application request limit reached.')
  container.published = true
  return { status: 200, body: { id: state.publish(container).id } }
}
