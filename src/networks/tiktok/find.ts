import { NetworkFailure } from '../kit/failure.ts'
import type { Find, Found, SendCall } from '../kit/network.ts'
import { mayDo } from './connect.ts'
import { isPublic, pieceOf } from './post.ts'
import { Prepared } from './prepared.ts'
import { keptOf } from './shelf.ts'
import { partOf, sentBy, standOf } from './status.ts'
import { addressOf, type Video, videoPage } from './videos.ts'

/** TikTok's clock and ours may differ by so much. */
export const skewMs = 5 * 60_000
const mostPages = 5
/** A look-up is repeated for so long; then a person looks. */
const patientFor = 24 * 3_600_000
/** An upload is known for an hour at least. */
const longAgoMs = 3_600_000
/** So many letters of the words are told at most. */
const toldLetters = 150

export const find: Find = async (call) => {
  const piece = pieceOf(call.content)
  const kept = await keptOf(call)
  const publishId = kept?.publishId ?? Prepared.safeParse(call.prepared).data?.publishId ?? null
  if (publishId !== null)
    return byNumber(call, publishId, piece.is === 'film' ? piece.film.bytes : null, kept?.at)
  // A film without a number was not even begun, and photos that left are written down beforehand.
  if (piece.is === 'film' || !kept) return { found: 'no' }
  return byWords(call)
}

async function byNumber(
  call: SendCall,
  publishId: string,
  bytes: number | null,
  begunAt: string | undefined,
): Promise<Found> {
  const { tools, account, signal, firstAttemptAt } = call
  const stand = await standOf({ tools, account }, publishId, bytes, signal)
  if (stand.at === 'failed') return { found: 'no' }
  // Photos were taken when they got a number; of a film that is long ago TikTok may have forgotten what became of it.
  if (stand.at === 'gone' && (bytes === null || isLongAgo(call))) return byWords(call)
  const at = begunAt ?? firstAttemptAt.toISOString()
  const sent = sentBy(call, { publishId, bytes, at }, stand)
  if (!sent || sent.state === 'handed') return { found: 'no' }
  if (sent.state === 'published') return { found: 'yes', parts: sent.parts }
  if (tools.now().getTime() - firstAttemptAt.getTime() > patientFor)
    return { found: 'unsure', words: 'TikTok has it and does not say what became of it.' }
  throw new NetworkFailure(
    'later',
    'TikTok has this post and is still working on it. It is looked at again by itself.',
    { code: 'media_processing', alone: true, retryAt: sent.lookAt },
  )
}

const isLongAgo = ({ tools, firstAttemptAt }: SendCall): boolean =>
  tools.now().getTime() - firstAttemptAt.getTime() > longAgoMs

/** What has no number that TikTok knows: looked for among what everybody may see. */
async function byWords(call: SendCall): Promise<Found> {
  const { account, content } = call
  if (!isPublic(content)) return unsure('TikTok lists only what everybody may see.')
  if (!mayDo(account, 'video.list')) return unsure('The right to list posts was not given to the app.')
  const wanted = wordsOf(content.title, content.parts[0]?.text ?? '')
  if (wanted.length === 0) return unsure('A post without words cannot be told from others.')
  const alike = (await since(call)).filter((video) => isAlike(video, wanted))
  const [only, ...more] = alike
  if (!only) return unsure('It is not listed, which TikTok may do late.')
  if (more.length > 0) return unsure('There are several posts that say the same.')
  return { found: 'yes', parts: [{ ...partOf(call, only.id, only.id), url: addressOf(only) }] }
}

const unsure = (why: string): Found => ({
  found: 'unsure',
  words: `TikTok may have taken this post, and what it answered was lost. ${why}`,
})

async function since({ tools, account, signal, firstAttemptAt }: SendCall): Promise<Video[]> {
  const from = firstAttemptAt.getTime() - skewMs
  const found: Video[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < mostPages; pages++) {
    const page: Awaited<ReturnType<typeof videoPage>> = await videoPage({ tools, account }, cursor, signal)
    const young = page.videos.filter(({ create_time = 0 }) => create_time * 1000 >= from)
    found.push(...young)
    cursor = page.cursor
    if (cursor === null || young.length < page.videos.length) break
  }
  return found
}

/** Blank space may be tidied; the letters stay. */
const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** What may be told of a post that has these. */
const wordsOf = (title: string, text: string): string[] =>
  [text, `${title} ${text}`, title].map(folded).filter((words) => words !== '')

function isAlike({ title = '', video_description = '' }: Video, wanted: readonly string[]): boolean {
  const [first = ''] = wanted
  return [video_description, title].map(folded).some((told) => {
    if (told === '') return false
    const cut = told.replace(/(\.{3}|…)$/, '').trim()
    // The title alone tells only of what has no other words.
    if (told.length < toldLetters - 10) return wanted.slice(0, 2).includes(told) || told === first
    return wanted.some((words) => words === told || words.startsWith(cut))
  })
}
