import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, Sent, SentPart } from '../kit/network.ts'
import { isRepeat, mayBeThere } from '../kit/repeat.ts'
import { placeOf } from './communities.ts'
import { isDeleted, isRemoved } from './entities.ts'
import { findComment, findOwn, postBy } from './find.ts'
import { settledFlair } from './flair.ts'
import { type Asset, commentPart, type Made, Prepared, patienceFor, sentPart, workMs } from './parts.ts'
import { expectFits, type Wish, wishOf } from './post.ts'
import { comment, submit } from './submit.ts'
import { uploadFilm, uploadPicture } from './upload.ts'

/** So long after a post was taken it is looked at: by then AutoModerator and the filters have been there. Milliseconds. */
const settleMs = 20_000
/** One that is known to be out is looked at once more, because it may have been taken away since. */
const againMs = 1000
/** So long a comment may be there without being listed. */
const listedMs = 60_000
const mostUnclear = 3
/** By so much less a post may be older than the first attempt than where its end is unclear. */
const narrowerMs = 9.5 * 60_000
/** A post that was taken and is shown nowhere is waited for so long. */
const absentMs = 5 * 60_000

export const publish: Publish = {
  async prepare(call) {
    const { content, account } = call
    const wish = wishOf(content)
    expectFits(wish, content.firstReply, account)
    const place = placeOf(content, account)
    const flair = await settledFlair(call, wish, place)
    return { community: place.community, flair, ...(await uploaded(call, wish)) } satisfies Prepared
  },

  async send(call) {
    if (call.done.length > 0) {
      // Reddit may say that it is down after it has done what was asked, so whoever comes again looks first.
      const parts = await withReply(call, [...call.done], true)
      return waiting(call, { parts: parts.map(plain), since: call.tools.now().toISOString() }, againMs)
    }
    const prepared = Prepared.parse(call.prepared)
    const wish = wishOf(call.content)
    const made = (await earlier(call, wish, prepared)) ?? (await submit(call, wish, prepared))
    const since = call.tools.now()
    if (made === null) return waiting(call, { parts: [], since: since.toISOString() }, workMs.first)
    const sent = sentPart(made, wish)
    await call.save(sent)
    const parts = await withReply(call, [sent], false)
    return waiting(call, { parts: parts.map(plain), since: since.toISOString() }, settleMs)
  },

  lookSends: true,

  async look(call, kept) {
    const handle = Handle.parse(kept)
    const parts = call.done.length > 0 ? [...call.done] : [...handle.parts]
    const age = call.tools.now().getTime() - Date.parse(handle.since)
    const [first] = parts
    if (!first) return lookForMade(call, handle, age)
    const post = await postBy(call, first.remoteId)
    if (post && isRemoved(post)) throw removed()
    if (!post || isDeleted(post)) {
      if (age < absentMs) return waiting(call, handle, settleMs)
      throw new NetworkFailure(
        'rejected',
        'Reddit took the post and shows it nowhere. Look at the account there before you try again.',
        { code: 'vanished' },
      )
    }
    return settled(call, handle, parts)
  },
}

/**
 * What an earlier attempt made although Reddit said that it is down: it refuses no post for standing there already. By a file that
 * is surely the same post; what only says the same is left to a look-up. What people do not see is none of it, because whoever
 * tries that again wants it anew.
 */
async function earlier(call: SendCall, wish: Wish, { assets }: Prepared): Promise<Made | null> {
  const first = call.firstAttemptAt.getTime()
  if (!isRepeat(call)) return null
  const found = await findOwn({ ...call, firstAttemptAt: new Date(first + narrowerMs) }, wish)
  if (found.is !== 'post' || isRemoved(found.post)) return null
  if (assets.length > 0) return found.post
  throw mayBeThere()
}

const Part = z.object({ remoteId: z.string(), url: z.string().nullable(), extra: z.json().optional() })
/** `unclear`: how often the answer to the first comment was lost. */
const Handle = z.object({
  parts: z.array(Part),
  since: z.iso.datetime(),
  unclear: z.number().optional(),
})
type Handle = z.infer<typeof Handle>

const plain = ({ remoteId, url, extra }: SentPart) => ({
  remoteId,
  url,
  ...(extra !== undefined && { extra }),
})

const waiting = ({ tools }: SendCall, handle: Handle, ms: number): Sent => ({
  state: 'pending',
  handle: handle as Json,
  lookAt: new Date(tools.now().getTime() + ms),
})

const removed = (): NetworkFailure =>
  new NetworkFailure(
    'rejected',
    'Reddit took the post, and then the community’s moderators, their AutoModerator or Reddit’s filter took it away: nobody else sees it. Ask the moderators to let it in rather than posting it again, or read their rules and change it.',
    { code: 'removed_there' },
  )

/** A picture or film that was handed over: its post is found by the file that it shows. */
async function lookForMade(call: SendCall, handle: Handle, age: number): Promise<Sent> {
  const wish = wishOf(call.content)
  const found = await findOwn(call, wish)
  if (found.is === 'post') {
    if (isRemoved(found.post)) throw removed()
    const sent = sentPart(found.post, wish)
    await call.save(sent)
    return settled(call, handle, [sent])
  }
  if (found.is !== 'none')
    throw new NetworkFailure(
      'later',
      'The account has more posts since then than can be looked through. Look at Reddit whether this one is out.',
      { code: 'too_many_to_look' },
    )
  if (age < patienceFor(wish))
    return waiting(call, handle, Math.min(workMs.most, Math.max(workMs.first, age / 2)))
  throw new NetworkFailure(
    'rejected',
    'Reddit took the picture or film, and no post has come of it; most often it could not work with the file. Look at the account there, then replace the file and try again.',
    { code: 'media_not_taken' },
  )
}

/**
 * The post is there, and its first comment follows. Where the answer to that was lost, it is looked for beneath the post when
 * every list must show it, before it is written again.
 */
async function settled(call: SendCall, handle: Handle, parts: SentPart[]): Promise<Sent> {
  try {
    return { state: 'published', parts: await withReply(call, parts, true) }
  } catch (failure) {
    const { unclear = 0 } = handle
    if (!(failure instanceof NetworkFailure) || failure.kind !== 'unknown' || unclear >= mostUnclear)
      throw failure
    return waiting(call, { ...handle, parts: parts.map(plain), unclear: unclear + 1 }, listedMs)
  }
}

/** `looks`: an earlier attempt may have left the comment there already. */
async function withReply(call: SendCall, parts: SentPart[], looks: boolean): Promise<SentPart[]> {
  const { content, save } = call
  const [post, reply] = parts
  if (!post || reply || content.firstReply === null) return parts
  const there = looks ? await findComment(call, post.remoteId, content.firstReply) : null
  const sent = commentPart(
    there ?? (await comment(call, post.remoteId, content.firstReply)),
    content.firstReply,
  )
  await save(sent)
  return [post, sent]
}

async function uploaded(
  call: Pick<SendCall, 'tools' | 'account' | 'signal'>,
  { shape }: Wish,
): Promise<Pick<Prepared, 'assets' | 'poster'>> {
  if (!('media' in shape)) return { assets: [], poster: null }
  const [first] = shape.media
  if (shape.kind === 'video' && first) {
    const { film, poster } = await uploadFilm(call, first)
    return { assets: [film], poster }
  }
  const assets: Asset[] = []
  for (const picture of shape.media) assets.push(await uploadPicture(call, picture))
  return { assets, poster: null }
}
