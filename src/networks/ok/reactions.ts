import { z } from 'zod'
import { clean } from '../../platform/clean.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Reaction, Reactions } from '../kit/network.ts'
import { count, site, words } from './call.ts'
import { type Asking, asking } from './client.ts'
import { topicsById } from './topics.ts'

const User = z.object({ uid: z.string(), name: z.string().catch(''), url_profile: words, photo_id: words })
type User = z.infer<typeof User>

/** One strange entry does not hide the others. */
const listOf = <T>(schema: z.ZodType<T>) =>
  z
    .array(z.unknown())
    .nullish()
    .transform((all) => (all ?? []).flatMap((one) => schema.safeParse(one).data ?? []))

type Page = Awaited<ReturnType<Reactions>>
const nobody: Page = { reactions: [], cursor: null, partial: false }
const pageSize = 100

export const reactions: Reactions = async (tools, account, remoteId, way, cursor) => {
  // Who shared a post is told by no method.
  if (way === 'repost') return { ...nobody, partial: true }
  const ask = asking(tools, account)
  const topic = { discussionId: remoteId, discussionType: 'GROUP_TOPIC' }
  const page = way === 'like' ? liked(ask, topic, cursor) : commented(ask, topic, cursor, account.remoteId)
  return page.catch((failure: unknown) => absent(ask, remoteId, failure))
}

/** A post that is gone has none; so has one that nobody may comment on. One that OK keeps to itself costs no sign-in. */
async function absent(ask: Asking, remoteId: string, failure: unknown): Promise<Page> {
  if (!(failure instanceof NetworkFailure)) throw failure
  if (['message_gone', 'group_shut'].includes(failure.code)) return nobody
  if (!['message_closed', 'not_taken', 'forbidden', 'not_editor'].includes(failure.code)) throw failure
  if ((await topicsById(ask, [remoteId])).length === 0) return nobody
  throw new NetworkFailure('rejected', 'OK does not tell this app who reacted to this post.', {
    code: 'not_offered',
  })
}

type Topic = { discussionId: string; discussionType: string }

const Likes = z.object({ users: listOf(User), anchor: words })

async function liked(ask: Asking, topic: Topic, cursor: string | null): Promise<Page> {
  const fields = {
    ...topic,
    anchor: cursor ?? undefined,
    direction: 'FORWARD',
    count: pageSize,
    fields: 'user.uid,user.name,user.url_profile,user.photo_id',
  }
  const { users, anchor } = await ask('discussions.getDiscussionLikes', Likes, { fields })
  return {
    reactions: users.map((user) => reactionOf(user, null, '')),
    cursor: nextOf(anchor, cursor, users.length),
    partial: false,
  }
}

const Comment = z.object({
  author_id: z.string(),
  author_name: words,
  author_ref: words,
  text: z.string().catch(''),
  date_ms: count,
  type: words,
  reply_to_comment_id: words,
})
const Comments = z.object({
  comments: listOf(Comment),
  anchor: words,
  has_more: z.boolean().nullish().catch(null),
  entities: z
    .object({ users: listOf(User) })
    .nullish()
    .catch(null),
})

/** Those directly beneath the post; what answers a comment is left out. The group itself is no guest of its own. */
async function commented(ask: Asking, topic: Topic, cursor: string | null, groupId: string): Promise<Page> {
  const fields = {
    ...topic,
    anchor: cursor ?? 'FIRST',
    direction: 'FORWARD',
    count: pageSize,
    fields: 'comment.*,user.uid,user.name,user.url_profile,user.photo_id',
  }
  const read = await ask('discussions.getComments', Comments, { fields })
  const users = new Map((read.entities?.users ?? []).map((user) => [user.uid, user]))
  const own = (one: z.infer<typeof Comment>) =>
    one.author_ref === `group:${groupId}` || one.author_id === groupId
  return {
    reactions: read.comments
      .filter((one) => !own(one) && !one.reply_to_comment_id)
      .map((one) => {
        const known = users.get(one.author_id)
        const user = known ?? {
          uid: one.author_id,
          name: one.author_name ?? '',
          url_profile: null,
          photo_id: undefined,
        }
        return reactionOf(user, typeof one.date_ms === 'number' ? new Date(one.date_ms) : null, one.text)
      }),
    cursor: read.has_more === false ? null : nextOf(read.anchor, cursor, read.comments.length),
    partial: false,
  }
}

const nextOf = (anchor: string | null | undefined, before: string | null, found: number): string | null =>
  !anchor || found === 0 || anchor === before ? null : anchor

/** OK calls a person otherwise to each app, so that the same one is known again by this app alone. */
const reactionOf = (user: User, at: Date | null, said: string): Reaction => ({
  account: user.uid,
  handle: clean(user.name),
  name: clean(user.name),
  url: /^https:\/\//.test(user.url_profile ?? '')
    ? (user.url_profile ?? '')
    : `${site}/profile/${encodeURIComponent(user.uid)}`,
  createdAt: null,
  hasPicture: user.photo_id === undefined ? null : Boolean(user.photo_id),
  posts: null,
  at,
  words: clean(said),
})
