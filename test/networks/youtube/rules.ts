import type { Reply } from '../frame.ts'
import type { Video, YoutubeState } from './state.ts'

export const refused = (code: number, reason: string, message = reason): Reply => ({
  status: code,
  body: { error: { code, message, errors: [{ domain: 'youtube', reason, message }] } },
})

export const notFound = refused(404, 'videoNotFound')

const categories = new Set('1 2 10 15 17 19 20 22 23 24 25 26 27 28 29'.split(' '))
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

/** Commas join tags, and quotation marks stand around those with a space. */
const joined = (tags: readonly string[]): string =>
  tags.map((tag) => (/\s/.test(tag) ? `"${tag}"` : tag)).join(',')

/** What YouTube has against what is said of a film. */
export function wrongIn(wish: Record<string, unknown>, parts: readonly string[]): Reply | null {
  const snippet = record(wish.snippet)
  const status = record(wish.status)
  if (parts.includes('snippet')) {
    const { title, description = '', tags = [], categoryId } = snippet
    if (typeof title !== 'string' || title === '' || [...title].length > 100 || /[<>]/.test(title))
      return refused(400, 'invalidTitle')
    if (Buffer.byteLength(String(description)) > 5000 || /[<>]/.test(String(description)))
      return refused(400, 'invalidDescription')
    if (joined(Array.isArray(tags) ? tags.map(String) : []).length > 500) return refused(400, 'invalidTags')
    if (!categories.has(String(categoryId))) return refused(400, 'invalidCategoryId')
  }
  if (parts.includes('status') && !['public', 'unlisted', 'private'].includes(String(status.privacyStatus)))
    return refused(400, 'invalidVideoMetadata')
  return null
}

/** Writes down what is said; what a part does not say is taken away. */
export function write(
  state: YoutubeState,
  video: Video,
  wish: Record<string, unknown>,
  parts: readonly string[],
): void {
  const snippet = record(wish.snippet)
  const status = record(wish.status)
  if (parts.includes('snippet')) {
    const text = (name: string) => (typeof snippet[name] === 'string' ? { [name]: snippet[name] } : {})
    video.snippet = {
      title: String(snippet.title),
      description: String(snippet.description ?? ''),
      tags: Array.isArray(snippet.tags) ? snippet.tags.map(String) : [],
      categoryId: String(snippet.categoryId),
      ...text('defaultLanguage'),
      ...text('defaultAudioLanguage'),
    }
  }
  if (parts.includes('status')) {
    const asked = String(status.privacyStatus)
    video.status = {
      privacyStatus: state.audited ? asked : 'private',
      license: String(status.license ?? 'youtube'),
      embeddable: status.embeddable !== false,
      publicStatsViewable: status.publicStatsViewable !== false,
      selfDeclaredMadeForKids: status.selfDeclaredMadeForKids === true,
      containsSyntheticMedia: status.containsSyntheticMedia === true,
    }
    if (video.status.privacyStatus !== 'private') state.show(video)
  }
  if (parts.includes('paidProductPlacementDetails'))
    video.paid = record(wish.paidProductPlacementDetails).hasPaidProductPlacement === true
}
