import { z } from 'zod'
import type { Part } from '../kit/content.ts'
import type { Find, Found, SendCall, SentPart } from '../kit/network.ts'
import { call, type Line, lineOf } from './client.ts'
import { type Extra, ownerOf, shutHere } from './publish.ts'
import { findStory, isStory } from './story.ts'
import { same, textFor } from './text.ts'
import { commentId, named, type Post, pageMost, placeIn, postId, urlOf, wallPage } from './wall.ts'

/** How far VK's clock and ours may differ. */
const skewMs = 5 * 60_000
/** Pages of a hundred that are read back before we say that we cannot tell. */
const mostPages = 10

export const find: Find = async (asked) => {
  const line = lineOf(asked.tools, asked.account)
  if (line.by === 'community')
    return unsure('VK shows no wall to the key of a community. Look there whether the post is out.')
  const [done, doneComment] = asked.done
  if (isStory(asked.content)) return done ? { found: 'yes', parts: [done] } : findStory(line, asked, skewMs)
  const [part] = asked.content.parts
  const post = done ?? (part ? await findPost(line, asked, part) : null)
  if (post === 'many')
    return unsure('Several posts on the wall say the very same. Look there which is this one.')
  if (post === 'far')
    return unsure('More was written on the wall since than can be looked through. Look there.')
  if (!post) return { found: 'no' }
  if (!asked.content.firstReply) return whole(asked, [post])
  const comment = doneComment ?? (await findComment(line, asked, post, asked.content.firstReply))
  if (comment) return whole(asked, [post, comment])
  return done ? { found: 'no' } : { found: 'some', parts: [post] }
}

/** All of it is out. What is done behind that, nobody has seen done: it is left to whoever sends, who sends nothing twice. */
function whole({ content: { options, firstReply } }: SendCall, parts: SentPart[]): Found {
  const isMore = options.pin === true || (options.closeComments === true && firstReply !== null)
  return { found: isMore ? 'some' : 'yes', parts }
}

const unsure = (words: string) => ({ found: 'unsure', words }) as const

async function findPost(line: Line, asked: SendCall, part: Part): Promise<SentPart | 'many' | 'far' | null> {
  const ownerId = ownerOf(asked.account)
  const recent = await postsSince(line, ownerId, asked.firstAttemptAt.getTime() - skewMs, asked.signal)
  if (!recent) return 'far'
  const wanted = textFor(part.text, asked.content)
  const alike = recent.filter((post) => looksLike(post, part, wanted, ownerId))
  const [found] = alike
  if (alike.length > 1) return 'many'
  if (!found) return null
  const remoteId = postId(ownerId, found.id)
  return {
    remoteId,
    url: urlOf(remoteId),
    extra: extraOf(found, part, asked.content.options.pin === true),
  }
}

/** Which of our files became which of theirs, by their order. */
function extraOf({ attachments }: Post, { media, poll }: Part, pinned: boolean): Extra {
  const photos = (attachments ?? []).flatMap(({ photo }) => photo ?? [])
  const films = (attachments ?? []).flatMap(({ video }) => video ?? [])
  const files = media.flatMap(({ kind, digest }) => {
    const file = kind === 'image' ? photos.shift() : films.shift()
    return file ? [{ digest, name: named(kind === 'image' ? 'photo' : 'video', file) }] : []
  })
  const shown = attachments?.find((one) => one.poll)?.poll
  return {
    files,
    poll: shown && poll ? { name: named('poll', shown), options: poll.options } : null,
    ...(pinned && { pinned }),
  }
}

/** Null when there is too much to look through. */
async function postsSince(
  line: Line,
  ownerId: number,
  since: number,
  signal: AbortSignal,
): Promise<Post[] | null> {
  const posts = new Map<number, Post>()
  for (let page = 0; page < mostPages; page++) {
    const { items } = await wallPage(line, ownerId, page * pageMost, signal)
    for (const post of items) if (post.date * 1000 >= since) posts.set(post.id, post)
    // A pinned post stands at the top however old it is.
    const last = items.filter(({ is_pinned }) => is_pinned !== 1).at(-1)
    if (items.length < pageMost || !last || last.date * 1000 < since) return [...posts.values()]
  }
  return null
}

function looksLike(post: Post, { media, poll }: Part, text: string, ownerId: number): boolean {
  const shown = post.attachments ?? []
  const count = (...types: string[]) => shown.filter(({ type }) => types.includes(type)).length
  const answers = shown.find(({ type }) => type === 'poll')?.poll?.answers.map((one) => one.text) ?? []
  const options = poll?.options ?? []
  return (
    post.from_id === ownerId &&
    !post.copy_history?.length &&
    same(text, post.text) &&
    count('photo', 'posted_photo') === media.filter(({ kind }) => kind === 'image').length &&
    count('video', 'clip') === media.filter(({ kind }) => kind === 'video').length &&
    answers.length === options.length &&
    answers.every((answer, at) => same(options[at] ?? '', answer))
  )
}

const Comments = z.object({
  items: z.array(z.object({ id: z.number(), from_id: z.number(), text: z.string().catch('') })),
})

async function findComment(
  line: Line,
  { content, signal }: SendCall,
  post: SentPart,
  words: string,
): Promise<SentPart | null> {
  const place = placeIn(post.remoteId)
  if (!place) return null
  // Ours was written right after the post, so that it is among the first.
  const { items } = await call(line, 'wall.getComments', Comments, {
    personal: true,
    fields: { owner_id: place.ownerId, post_id: place.post, count: pageMost, sort: 'asc' },
    signal,
  }).catch(shutHere)
  const own = items.find(
    ({ from_id, text }) => from_id === place.ownerId && same(textFor(words, content), text),
  )
  if (!own) return null
  const remoteId = commentId(post.remoteId, own.id)
  return { remoteId, url: urlOf(remoteId) }
}
