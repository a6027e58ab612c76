import { z } from 'zod'
import type { Content, Json, Part } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Publish, SendCall, SentPart } from '../kit/network.ts'
import { call, type Line, lineOf, type Value } from './client.ts'
import { bringStory, isStory, showStory } from './story.ts'
import { textFor } from './text.ts'
import { filesOf, Uploaded, uploadAll } from './upload.ts'
import { commentId, named, placeIn, postId, urlOf } from './wall.ts'

/** What `prepare` leaves. VK is said to forget files that nothing uses; how soon is said nowhere. */
const Prepared = z.object({ at: z.coerce.date(), files: z.array(Uploaded) })
const filesHoldMs = 12 * 3_600_000
/** The same of a story. How long VK keeps what nobody saved is said nowhere. */
const Story = z.object({ at: z.coerce.date(), story: z.string() })
const storyHoldsMs = 3_600_000

export const publish: Publish = {
  async prepare({ tools, account, content, signal, ahead }) {
    if (isStory(content)) return ahead ? null : prepareStory({ tools, account, content, signal })
    // A film stands among those of the community as soon as it is up, for everybody to see: it waits for its time.
    if (ahead && filesOf(content).some(({ kind }) => kind === 'video')) return null
    const files = await uploadFor(lineOf(tools, account), content, account, signal)
    return { at: tools.now().toISOString(), files }
  },

  async send(asked) {
    const line = lineOf(asked.tools, asked.account)
    const [done, doneComment] = asked.done
    if (isStory(asked.content)) return { state: 'published', parts: [done ?? (await sendStory(line, asked))] }
    const post = done ?? (await sendPost(line, asked))
    if (!done) await asked.save(post)
    if (!asked.content.firstReply) {
      if (asked.content.options.pin === true) await pin(line, post, true)
      return { state: 'published', parts: [post] }
    }
    const comment = doneComment ?? (await sendComment(line, asked, post))
    if (!doneComment) await asked.save(comment)
    await closeComments(line, asked, post)
    if (asked.content.options.pin === true) await pin(line, post, true)
    return { state: 'published', parts: [post, comment] }
  },
}

/** The wall of a community is known by its number with a minus. */
export const ownerOf = ({ remoteId }: Pick<Account, 'remoteId'>): number => Number(remoteId)

async function prepareStory({
  tools,
  account,
  content,
  signal,
}: Pick<SendCall, 'tools' | 'account' | 'content' | 'signal'>): Promise<Json> {
  const story = await bringStory(lineOf(tools, account), content, { ownerId: ownerOf(account), signal })
  return { at: tools.now().toISOString(), story }
}

async function sendStory(line: Line, { tools, account, content, prepared, save, signal }: SendCall) {
  const left = Story.safeParse(prepared).data
  const fresh = left && tools.now().getTime() - left.at.getTime() < storyHoldsMs ? left.story : null
  const uploaded = fresh ?? (await bringStory(line, content, { ownerId: ownerOf(account), signal }))
  const story = await showStory(line, uploaded, signal)
  await save(story)
  return story
}

/** The post is out already: whatever comes of this, it is not sent again. */
export async function pin(line: Line, { remoteId }: SentPart, up: boolean): Promise<void> {
  const place = placeIn(remoteId)
  if (!place) return
  const fields = { owner_id: place.ownerId, post_id: place.post }
  await call(line, up ? 'wall.pin' : 'wall.unpin', z.unknown(), { personal: true, fields }).catch(
    (failure: unknown) => {
      if (!(failure instanceof NetworkFailure) || failure.kind === 'later') throw failure
      throw up
        ? new NetworkFailure(
            'rejected',
            'The post is out, but VK does not let this key pin it. Pin it at VK, or try again here: nothing is sent twice.',
            { code: 'not_pinned' },
          )
        : new NetworkFailure(
            'rejected',
            'The words are changed, but VK does not let this key take the post down from the top. Do that at VK, or try again here.',
            { code: 'not_unpinned' },
          )
    },
  )
}

async function sendPost(line: Line, asked: SendCall): Promise<SentPart> {
  const { account, content, key, signal } = asked
  const ownerId = ownerOf(account)
  const [part] = content.parts
  if (!part) throw new Error('A content has a part')
  const files = await filesFor(line, asked)
  const poll = part.poll ? await createPoll(line, asked, part) : null
  const { post_id } = await call(line, 'wall.post', z.object({ post_id: z.number() }), {
    changes: true,
    fields: {
      owner_id: ownerId,
      from_group: true,
      guid: key,
      ...fieldsOf(part, content, files, poll),
      mute_notifications: content.options.quiet === true || undefined,
      primary_attachments_mode: layoutOf(part, content),
    },
    signal,
  })
  const remoteId = postId(ownerId, post_id)
  const extra: Extra = {
    files,
    poll: poll === null ? null : { name: poll, options: part.poll?.options ?? [] },
    ...(content.options.pin === true && { pinned: true }),
  }
  return { remoteId, url: urlOf(remoteId), extra }
}

/** A key of a community is answered for words and links alone, without the picture of a card; said before anything is asked. */
async function uploadFor(
  line: Line,
  content: Content,
  account: Account,
  signal: AbortSignal,
): Promise<Uploaded[]> {
  if (line.by === 'person') return uploadAll(line, filesOf(content), { ownerId: ownerOf(account), signal })
  if (content.parts.every(({ media, poll }) => media.length === 0 && !poll)) return []
  throw new NetworkFailure(
    'rejected',
    'With the key of a community VK takes words and links alone. Take pictures, films and polls out, or join the community with the key of a person who edits it.',
    { code: 'needs_person' },
  )
}

async function filesFor(
  line: Line,
  { tools, account, content, prepared, signal }: SendCall,
): Promise<Uploaded[]> {
  const left = Prepared.safeParse(prepared)
  const fresh = left.success && tools.now().getTime() - left.data.at.getTime() < filesHoldMs
  return fresh ? left.data.files : uploadFor(line, content, account, signal)
}

/** What a post says and shows, as both `wall.post` and `wall.edit` take it. */
export function fieldsOf(
  part: Part,
  content: Content,
  files: readonly Uploaded[],
  poll: string | null,
): Record<string, Value> {
  const nameOf = (digest: string) => files.find((one) => one.digest === digest)?.name
  const shown = part.media.flatMap(({ digest }) => nameOf(digest) ?? [])
  const link = part.media.length === 0 ? part.link : null
  const card = link && part.linkImage ? nameOf(part.linkImage.digest) : undefined
  const attachments = [...shown, ...(poll ? [poll] : []), ...(link ? [oneAddress(link.url)] : [])]
  const { options } = content
  const source = typeof options.source === 'string' ? options.source.trim() : ''
  return {
    message: part.text === '' ? undefined : textFor(part.text, content),
    attachments: attachments.length > 0 ? attachments : undefined,
    signed: options.signed === true || undefined,
    mark_as_ads: options.ads === true || content.paidPartnership !== undefined || undefined,
    // A first comment must come before the door is shut.
    close_comments: (options.closeComments === true && !content.firstReply) || undefined,
    copyright: source || undefined,
    ...placeOf(options.place),
    ...(card && link && { link_photo_id: card.replace(/^photo/, ''), link_title: link.title || undefined }),
  }
}

/** Pictures to be leafed through, or side by side; a single one has no layout. */
function layoutOf({ media }: Part, { options }: Content): string | undefined {
  const layout = options.layout
  return media.length > 1 && (layout === 'carousel' || layout === 'grid') ? layout : undefined
}

/** `56.95, 24.1` as degrees of latitude and longitude; nothing where nobody gave them. */
function placeOf(typed: unknown): Record<string, Value> {
  if (typeof typed !== 'string' || typed.trim() === '') return {}
  const [lat = Number.NaN, long = Number.NaN] = typed.split(',').map((one) => Number(one.trim()))
  if (Math.abs(lat) <= 90 && Math.abs(long) <= 180) return { lat, long }
  throw new NetworkFailure(
    'rejected',
    'There is no such place: latitude goes to 90 and longitude to 180 degrees. Correct it in the settings of the post.',
    { code: 'place_odd' },
  )
}

/** Attachments have commas between them, so that an address may hold none. */
const oneAddress = (url: string): string => url.replaceAll(',', '%2C')

async function createPoll(
  line: Line,
  { tools, account, content, signal }: SendCall,
  part: Part,
): Promise<string> {
  const { poll } = part
  if (!poll) throw new Error('A part has a poll')
  const Made = z.object({ id: z.number(), owner_id: z.number() })
  const made = await call(line, 'polls.create', Made, {
    personal: true,
    fields: {
      owner_id: ownerOf(account),
      question: questionOf(part, content),
      add_answers: JSON.stringify(poll.options),
      is_multiple: poll.multiple,
      is_anonymous: content.options.anonymous === true,
      end_date: Math.floor(tools.now().getTime() / 1000) + poll.minutes * 60,
    },
    signal,
  })
  return named('poll', made)
}

/** The question that a poll has of its own; else how the words end, which is where people ask. */
function questionOf({ text }: Part, { options }: Content): string {
  const own = typeof options.pollQuestion === 'string' ? options.pollQuestion.trim() : ''
  const last = text.trim().split('\n').at(-1)?.trim() ?? ''
  return own || [...last].slice(0, 250).join('')
}

async function sendComment(line: Line, asked: SendCall, post: SentPart): Promise<SentPart> {
  const { content, key, signal } = asked
  const place = placeIn(post.remoteId)
  if (!place) throw new Error('A post of VK has its place')
  const { comment_id } = await call(line, 'wall.createComment', z.object({ comment_id: z.number() }), {
    changes: true,
    fields: {
      owner_id: place.ownerId,
      post_id: place.post,
      from_group: -place.ownerId,
      message: textFor(content.firstReply ?? '', content),
      guid: `${key}-1`,
    },
    signal,
  }).catch(shutHere)
  const remoteId = commentId(post.remoteId, comment_id)
  return { remoteId, url: urlOf(remoteId) }
}

async function closeComments(line: Line, { content, signal }: SendCall, post: SentPart): Promise<void> {
  const place = placeIn(post.remoteId)
  if (content.options.closeComments !== true || !place) return
  await call(line, 'wall.closeComments', z.unknown(), {
    fields: { owner_id: place.ownerId, post_id: place.post },
    signal,
  }).catch((failure: unknown) => {
    if (!(failure instanceof NetworkFailure) || !['forbidden', 'needs_person'].includes(failure.code))
      throw failure
    throw new NetworkFailure(
      'rejected',
      'The post and its first comment are out, but VK does not let this key close the comments. Close them at VK, then try again here: nothing is sent twice.',
      { code: 'comments_open' },
    )
  })
}

/** VK says that access is denied of a post that is gone or shut to comments, too; the post is ours, so the sign-in is well. */
export function shutHere(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden')
    throw new NetworkFailure(
      'rejected',
      'VK does not let this post be commented on: it is gone, or its comments are closed. Look at it there.',
      { code: 'comments_closed' },
    )
  throw failure
}

/** What a later edit needs to know: what an edit does not name again is taken away. */
export const Extra = z.object({
  files: z.array(Uploaded),
  poll: z.object({ name: z.string(), options: z.array(z.string()) }).nullable(),
  pinned: z.boolean().optional(),
})
export type Extra = z.infer<typeof Extra> & Json
