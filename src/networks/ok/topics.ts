import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import { count, Id, site, words } from './call.ts'
import type { Asking } from './client.ts'

const Block = z.object({
  type: z.string(),
  text: words,
  photo_refs: z.array(z.unknown()).nullish().catch(null),
  movie_refs: z.array(z.unknown()).nullish().catch(null),
})
const Summary = z.object({ count }).nullish().catch(null)

/** A post of a group, as far as we look at it. OK calls it a media topic. */
export const Topic = z.object({
  id: Id,
  created_ms: z.number(),
  author_ref: words,
  is_sticky: z.boolean().nullish().catch(null),
  delete_id: words,
  media: z.array(Block).catch([]),
  like_summary: Summary,
  reshare_summary: Summary,
  discussion_summary: z.object({ comments_count: count }).nullish().catch(null),
  views_count: count,
})
export type Topic = z.infer<typeof Topic>

/** One strange post does not hide the others. */
const listOf = <T>(schema: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((all) => (all ?? []).flatMap((one) => schema.safeParse(one).data ?? []))

const Topics = z.object({ media_topics: listOf(Topic) }).catch({ media_topics: [] })
const fields = 'media_topic.*'

/** OK shows so many blocks of each, where several are asked for; words stand in the first. */
const blocksOfMany = 3

/** What is gone is left out; of a single one all blocks are shown. */
export async function topicsById(
  asking: Asking,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Topic[]> {
  if (ids.length === 0) return []
  const asked = {
    topic_ids: ids,
    fields,
    ...(ids.length > 1 && { media_limit: blocksOfMany }),
  }
  const { media_topics } = await asking('mediatopic.getByIds', Topics, { fields: asked, signal }).catch(
    (failure: unknown): z.infer<typeof Topics> => {
      if (failure instanceof NetworkFailure && failure.code === 'message_gone') return { media_topics: [] }
      throw failure
    },
  )
  return media_topics.filter(({ id }) => ids.includes(id))
}

const pageSize = 50

/**
 * How posts are listed: `mediatopic.getTopics` is in no documentation, but shows all; `group.getStatTopics` is documented, and
 * knows only those that somebody beside their author has seen.
 */
const ways = { all: 'mediatopic.getTopics', seen: 'group.getStatTopics' } as const
export const Cursor = z.object({ by: z.enum(['all', 'seen']), anchor: z.string() })
export type Cursor = z.infer<typeof Cursor>

export type TopicsPage = {
  /** As OK lists them. */
  topics: Topic[]
  next: Cursor | null
  /** False where there may be posts that are not listed. */
  whole: boolean
}

const More = z.object({ anchor: words, has_more: z.boolean().nullish().catch(null) })
const Listed = More.extend({ media_topics: z.array(z.unknown()).nullish() })
const Seen = More.extend({ topics: listOf(z.object({ id: Id })) })

export async function topicsPage(
  asking: Asking,
  groupId: string,
  cursor: Cursor | null,
  signal?: AbortSignal,
): Promise<TopicsPage> {
  const all = () => allPage(asking, groupId, cursor, signal)
  const seen = () => seenPage(asking, groupId, cursor, signal).catch(shown(async () => nothing))
  if (cursor?.by === 'seen') return seen()
  return all().catch(shown(cursor === null ? seen : async () => nothing))
}

const nothing: TopicsPage = { topics: [], next: null, whole: false }
const withheld = ['not_offered', 'forbidden', 'right_missing', 'not_editor', 'group_shut', 'bad_request']

/** What OK does not show to this app or person is done without: reading costs no sign-in. */
const shown =
  (otherwise: () => Promise<TopicsPage>) =>
  (failure: unknown): Promise<TopicsPage> => {
    if (failure instanceof NetworkFailure && withheld.includes(failure.code)) return otherwise()
    throw failure
  }

async function allPage(
  asking: Asking,
  groupId: string,
  cursor: Cursor | null,
  signal?: AbortSignal,
): Promise<TopicsPage> {
  const asked = { gid: groupId, count: pageSize, anchor: cursor?.anchor, fields }
  const page = await asking(ways.all, Listed, { fields: asked, signal })
  const listed = page.media_topics ?? []
  const topics = listOf(Topic).parse(listed)
  const next = nextOf('all', page, cursor, listed.length)
  // How this list is written is not published: it shows all only as long as it looks as it is known to.
  const mayGoOn = next === null && page.has_more !== false && listed.length >= pageSize
  const whole = Array.isArray(page.media_topics) && topics.length === listed.length && !mayGoOn
  return { topics, next, whole }
}

async function seenPage(
  asking: Asking,
  groupId: string,
  cursor: Cursor | null,
  signal?: AbortSignal,
): Promise<TopicsPage> {
  const asked = { gid: groupId, count: pageSize, anchor: cursor?.anchor, fields: 'ID,CREATED_MS' }
  const page = await asking(ways.seen, Seen, { fields: asked, signal })
  const ids = page.topics.map(({ id }) => id)
  return {
    topics: await topicsById(asking, ids, signal),
    next: nextOf('seen', page, cursor, ids.length),
    whole: false,
  }
}

/** There is no further page when OK says so, when this one is empty, and when it leads nowhere else. */
function nextOf(
  by: Cursor['by'],
  { anchor, has_more }: z.infer<typeof More>,
  before: Cursor | null,
  found: number,
): Cursor | null {
  const isEnd = !anchor || has_more === false || found === 0 || anchor === before?.anchor
  return isEnd ? null : { by, anchor }
}

export const wordsOf = ({ media }: Topic): string =>
  media
    .filter(({ type }) => type === 'text')
    .map(({ text }) => text ?? '')
    .join('\n')

/** A topic that passes another one on. */
export const isShared = ({ media }: Topic): boolean => media.some(({ type }) => type === 'topic')

export const byGroup = (groupId: string, { author_ref }: Topic): boolean =>
  !author_ref || author_ref === `group:${groupId}`

export const topicUrl = (groupId: string, id: string): string => `${site}/group/${groupId}/topic/${id}`
