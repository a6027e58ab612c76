import twitter from 'twitter-text'
import type { Reply, Request } from '../frame.ts'
import { weightOf } from './entities.ts'
import type { XState, XUpload, XUser } from './state.ts'

export const problem = (status: number, title: string, detail: string, more: object = {}): Reply => ({
  status,
  body: { title, detail, type: 'about:blank', status, ...more },
})
const forbidden = (detail: string) => problem(403, 'Forbidden', detail)
const invalid = (detail: string) =>
  problem(400, 'Invalid Request', detail, { type: 'https://api.x.com/2/problems/invalid-request' })

export const duplicate = forbidden('You are not allowed to create a Tweet with duplicate content.')
const tooLong = forbidden('Your Tweet text is too long.')
const mediaInvalid = invalid('Your media IDs are invalid.')

const quarter = 15 * 60_000
const day = 24 * 3_600_000
const perQuarter = 100

type Wanted = {
  text?: string
  media?: { media_ids: string[]; tagged_user_ids?: string[] }
  community_id?: string
  share_with_followers?: boolean
  poll?: { options: string[]; duration_minutes: number }
  reply?: { in_reply_to_tweet_id: string }
  reply_settings?: string
  quote_tweet_id?: string
  paid_partnership?: boolean
  made_with_ai?: boolean
  edit_options?: { previous_post_id: string }
}

/** Takes a post, or refuses it by X's own rules. */
export function createPost(state: XState, user: XUser, { fields }: Request): Reply {
  const wanted = fields as Wanted
  const limit = limitOf(state, user)
  if (limit.left <= 0)
    return { ...problem(429, 'Too Many Requests', 'Too Many Requests'), headers: limit.headers }
  const refused = refusalOf(state, user, wanted)
  if (refused) return refused
  const edited = wanted.edit_options && state.post(wanted.edit_options.previous_post_id)
  if (edited) state.posts = state.posts.filter((one) => one !== edited)
  const post = state.add({
    authorId: user.id,
    text: wanted.text ?? '',
    mediaIds: wanted.media?.media_ids ?? [],
    poll: wanted.poll ? { options: wanted.poll.options, minutes: wanted.poll.duration_minutes } : null,
    replyTo: wanted.reply?.in_reply_to_tweet_id ?? edited?.replyTo ?? null,
    replySettings: wanted.reply_settings ?? null,
    tagged: wanted.media?.tagged_user_ids ?? [],
    community: wanted.community_id
      ? { id: wanted.community_id, followers: wanted.share_with_followers === true }
      : null,
    paid: wanted.paid_partnership === true,
    madeWithAi: wanted.made_with_ai === true,
    byApp: true,
    ...(edited && { edits: [...edited.edits, edited.id], at: edited.at }),
  })
  // Answers hang on what they answered, whatever became of its words.
  if (edited) for (const reply of state.posts) if (reply.replyTo === edited.id) reply.replyTo = post.id
  state.requests.push({ userId: user.id, at: state.clock() })
  return { status: 201, body: { data: { id: post.id, text: post.text } }, headers: limit.headers }
}

function limitOf(state: XState, user: XUser) {
  const since = state.clock().getTime() - quarter
  const used = state.requests.filter(({ userId, at }) => userId === user.id && at.getTime() > since)
  const resets = (used[0]?.at.getTime() ?? state.clock().getTime()) + quarter
  const left = perQuarter - used.length
  const headers = {
    'x-rate-limit-limit': String(perQuarter),
    'x-rate-limit-remaining': String(Math.max(left - 1, 0)),
    'x-rate-limit-reset': String(Math.ceil(resets / 1000)),
  }
  return { left, headers }
}

function refusalOf(state: XState, user: XUser, wanted: Wanted): Reply | null {
  const { text = '', media, poll, reply, quote_tweet_id, edit_options } = wanted
  if (text.trim() === '' && !media) return invalid('At least one of text or media is needed.')
  if (weightOf(text) > (user.premium ? 25_000 : 280)) return tooLong
  if (quote_tweet_id) return forbidden('Quoting a post is not available to this app.')
  if (media && poll) return invalid('Media and poll are mutually exclusive.')
  const wrong = media && mediaRefusal(state, user, media.media_ids)
  if (wrong) return wrong
  const tagged = media?.tagged_user_ids ?? []
  if (tagged.length > 10 || tagged.some((id) => !state.users.has(id)))
    return invalid('The tagged users are invalid.')
  const since = state.clock().getTime() - day
  const same = state
    .of(user.id)
    .some((one) => one.byApp && one.text === text && text !== '' && one.at.getTime() > since)
  if (same && !edit_options) return duplicate
  return (reply && replyRefusal(state, user, reply.in_reply_to_tweet_id)) ?? editRefusal(state, user, wanted)
}

function mediaRefusal(state: XState, user: XUser, ids: readonly string[]): Reply | null {
  const uploads = ids.map((id) => state.uploads.get(id))
  const good = uploads.filter((one): one is XUpload => one?.done === true && one.owner === user.id)
  if (good.length < ids.length || new Set(ids).size < ids.length) return mediaInvalid
  if (good.some(({ at }) => state.clock().getTime() - at.getTime() > day)) return mediaInvalid
  if (good.some(({ checks }) => checks > 0)) return invalid('Not all media have been processed.')
  if (good.length > 1 && good.some(({ category }) => category !== 'tweet_image')) return mediaInvalid
  return null
}

function replyRefusal(state: XState, user: XUser, id: string): Reply | null {
  const parent = state.post(id)
  if (!parent) return forbidden('You attempted to reply to a Tweet that is deleted or not visible to you.')
  const summoned = twitter.extractMentions(parent.text).includes(user.username)
  if (parent.authorId === user.id || summoned) return null
  return forbidden(
    'Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.',
  )
}

function editRefusal(state: XState, user: XUser, { edit_options, poll }: Wanted): Reply | null {
  if (!edit_options) return null
  const before = state.post(edit_options.previous_post_id)
  if (!before || before.authorId !== user.id) return forbidden('The post to edit is not yours.')
  if (!user.premium) return forbidden('You are not permitted to edit posts: X Premium is needed.')
  const old = state.clock().getTime() - before.at.getTime() > 30 * 60_000
  if (old || before.edits.length >= 5 || before.poll || poll)
    return forbidden('This post is not eligible to be edited any more.')
  return null
}

export function deletePost(state: XState, user: XUser, id: string): Reply {
  const post = state.post(id)
  if (!post)
    return problem(404, 'Not Found Error', `Could not find tweet with id: [${id}].`, {
      type: 'https://api.x.com/2/problems/resource-not-found',
      resource_type: 'tweet',
      resource_id: id,
      parameter: 'id',
      value: id,
    })
  if (post.authorId !== user.id) return forbidden('You are not authorized to delete this Tweet.')
  state.posts = state.posts.filter((one) => one !== post)
  return { status: 200, body: { data: { deleted: true } } }
}
