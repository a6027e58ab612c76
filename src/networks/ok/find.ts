import type { Find, SendCall } from '../kit/network.ts'
import { type Asking, asking } from './client.ts'
import { partOf, sentPart } from './publish.ts'
import { beginsAlike, same } from './text.ts'
import { byGroup, type Cursor, isShared, type Topic, topicsById, topicsPage, wordsOf } from './topics.ts'

/** How far OK's clock and ours may differ. */
export const skewMs = 5 * 60_000
/** Pages of fifty that are read back before we say that we cannot tell. */
const mostPages = 10
/** So many posts that begin alike are looked at one by one. */
const mostAlike = 5

/** Looks through what was published in the group since the first attempt for a post that says and shows the same. */
export const find: Find = async (call) => {
  const { account, content, done, signal } = call
  const [out] = done
  if (out) return { found: 'yes', parts: [out] }
  const ask = asking(call.tools, account)
  const { topics, ...listed } = await topicsSince(ask, call)
  // A post without a single block is one that was not shown.
  const whole = listed.whole && topics.every(({ media }) => media.length > 0)
  const { text } = partOf(content)
  const near = topics.filter((topic) => byGroup(account.remoteId, topic) && beginsAlike(text, wordsOf(topic)))
  if (near.length > mostAlike) return many
  const alike: Topic[] = []
  // A list shows some blocks of each post only.
  for (const { id } of near)
    alike.push(...(await topicsById(ask, [id], signal)).filter((topic) => looksLike(topic, call)))
  const [found] = alike
  if (alike.length > 1) return many
  if (found) return { found: 'yes', parts: [sentPart(account.remoteId, found.id, content)] }
  if (whole) return { found: 'no' }
  return unsure('OK does not show this app every post of the group. Look there whether this one is out.')
}

const unsure = (words: string) => ({ found: 'unsure', words }) as const
const many = unsure('Several posts of the group say the very same. Look at OK which is this one.')

/**
 * In what order posts are listed is not published: they are taken to come newest first only as long as they do. A post that is
 * pinned stands first however old it is.
 */
async function topicsSince(ask: Asking, call: SendCall): Promise<{ topics: Topic[]; whole: boolean }> {
  const since = call.firstAttemptAt.getTime() - skewMs
  const topics = new Map<string, Topic>()
  let cursor: Cursor | null = null
  let last = Number.POSITIVE_INFINITY
  let newestFirst = true
  let whole = true
  for (let page = 0; page < mostPages; page++) {
    const read: Awaited<ReturnType<typeof topicsPage>> = await topicsPage(
      ask,
      call.account.remoteId,
      cursor,
      call.signal,
    )
    whole &&= read.whole
    for (const topic of read.topics) {
      if (topic.created_ms >= since) topics.set(topic.id, topic)
      if (topic.is_sticky) continue
      newestFirst &&= topic.created_ms <= last
      last = topic.created_ms
    }
    if (read.next === null || (newestFirst && last < since)) return { topics: [...topics.values()], whole }
    cursor = read.next
  }
  return { topics: [...topics.values()], whole: false }
}

function looksLike(topic: Topic, { content }: SendCall): boolean {
  const { text, media, poll } = partOf(content)
  const shown = (type: string, refs: 'photo_refs' | 'movie_refs') =>
    topic.media.filter((one) => one.type === type).reduce((sum, one) => sum + (one[refs]?.length ?? 0), 0)
  const ours = (kind: 'image' | 'video') => media.filter((one) => one.kind === kind).length
  return (
    !isShared(topic) &&
    same(text, wordsOf(topic)) &&
    shown('photo', 'photo_refs') === ours('image') &&
    shown('movie', 'movie_refs') === ours('video') &&
    topic.media.some(({ type }) => type === 'poll') === (poll !== null)
  )
}
