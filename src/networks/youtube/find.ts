import type { Find, Found, SendCall, SentPart } from '../kit/network.ts'
import { commentsOf, isOwn } from './comments.ts'
import { commentPart, filmPart, Prepared } from './publish.ts'
import { keptOf } from './upload.ts'
import { privacyOf, videosBy } from './video.ts'

/** Pages of comments that are looked through for our own. */
const mostPages = 3

/** The one film that was uploaded for this delivery: whether it is shown by now, and whether our comment stands under it. */
export const find: Find = async (call) => {
  const uploaded = Prepared.safeParse(call.prepared).data ?? (await fromShelf(call))
  // Without a film nothing can have been shown.
  if (!uploaded) return { found: 'no' }
  const [there] = await videosBy(call, [uploaded.videoId], 'status')
  const shown = there?.status?.privacyStatus
  const wanted = privacyOf(call.content.options)
  const whole = there?.status?.uploadStatus !== 'uploaded'
  if (!there || (wanted === 'private' ? !whole : shown === 'private' || shown === undefined))
    return { found: 'no' }
  const film = call.done[0] ?? filmPart(uploaded, call.content)
  return call.content.firstReply
    ? withComment(call, film, call.content.firstReply)
    : { found: 'yes', parts: [film] }
}

async function fromShelf(call: SendCall): Promise<Prepared | null> {
  const kept = await keptOf(call)
  return kept?.videoId ? { videoId: kept.videoId, digest: kept.digest } : null
}

async function withComment(call: SendCall, film: SentPart, text: string): Promise<Found> {
  let cursor: string | null = null
  for (let n = 0; n < mostPages; n++) {
    const page: Awaited<ReturnType<typeof commentsOf>> = await commentsOf(call, film.remoteId, cursor)
    const own = page.comments.find((one) => isOwn(one, call.account.remoteId, text))
    if (own) return { found: 'yes', parts: [film, commentPart(film.remoteId, own.id)] }
    cursor = page.cursor
    if (cursor === null) return { found: 'some', parts: [film] }
  }
  return {
    found: 'unsure',
    words: 'The film is out, but it has too many comments by now to see whether the first one is among them.',
  }
}
