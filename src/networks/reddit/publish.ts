import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, Sent, SentPart } from '../kit/network.ts'
import { done as answered, ask, listingOf, site } from './client.ts'
import { flairsOf, type Place, placeOf, requirementsOf } from './communities.ts'
import { Comment, isDeleted, isRemoved, Post } from './entities.ts'
import { findComment, findOwn } from './find.ts'
import {
  type Asset,
  type CommentFacts,
  commentPart,
  type Made,
  Prepared,
  patienceFor,
  sentPart,
  workMs,
} from './parts.ts'
import { daysOf, expectFits, expectMeets, optionsOf, refuse, type Wish, wishOf } from './post.ts'
import { uploadFilm, uploadPicture } from './upload.ts'

/** So long after a post was taken it is looked at: by then AutoModerator and the filters have been there. Milliseconds. */
const settleMs = 20_000
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
    const [out] = call.done
    if (out) return { state: 'published', parts: await withReply(call, [...call.done], false) }
    const prepared = Prepared.parse(call.prepared)
    const wish = wishOf(call.content)
    const made = await submit(call, wish, prepared)
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
    return { state: 'published', parts: await withReply(call, parts, true) }
  },
}

const Part = z.object({ remoteId: z.string(), url: z.string().nullable(), extra: z.json().optional() })
const Handle = z.object({ parts: z.array(Part), since: z.iso.datetime() })
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

export const removed = (): NetworkFailure =>
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
    return { state: 'published', parts: await withReply(call, [sent], true) }
  }
  const most = patienceFor(wish)
  if (age < most) return waiting(call, handle, Math.min(workMs.most, Math.max(workMs.first, age / 2)))
  throw new NetworkFailure(
    'rejected',
    'Reddit took the picture or film, and no post has come of it; most often it could not work with the file. Look at the account there, then replace the file and try again.',
    { code: 'media_not_taken' },
  )
}

async function postBy(call: SendCall, name: string): Promise<Post | null> {
  const query = { id: name }
  const listing = await ask(call, listingOf('t3', Post), { method: 'GET', path: '/api/info', query })
  return listing.data.children.find((one) => one.name === name) ?? null
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

const Commented = answered(
  z.object({ things: z.array(z.object({ data: Comment.pick({ name: true, permalink: true }) })).min(1) }),
)

async function comment(call: SendCall, under: string, text: string): Promise<CommentFacts> {
  const { json } = await ask(call, Commented, {
    method: 'POST',
    path: '/api/comment',
    about: 'comment',
    form: { thing_id: under, text },
    changes: true,
  })
  const [thing] = json.data.things
  if (!thing) throw new Error('a comment has a name')
  return thing.data
}

const Submitted = answered(
  z.object({
    id: z.string().nullish(),
    name: z.string().nullish(),
    url: z.string().nullish(),
    websocket_url: z.string().nullish(),
  }),
)

/** Null where Reddit works on it first and tells no id. */
async function submit(call: SendCall, wish: Wish, prepared: Prepared): Promise<Made | null> {
  const { path, body } = requestFor(call, wish, prepared)
  const { json } = await ask(call, Submitted, {
    method: 'POST',
    path,
    about: 'post',
    ...body,
    changes: true,
  })
  const { id, name, url } = json.data
  const told = name ?? id
  if (!told) return null
  const permalink = url?.startsWith(`${site}/`) ? url.slice(site.length) : ''
  return { name: told.startsWith('t3_') ? told : `t3_${told}`, permalink }
}

type Body = { form: Record<string, string> } | { json: Json }

function requestFor(
  call: SendCall,
  wish: Wish,
  { community, flair, assets, poster }: Prepared,
): { path: string; body: Body } {
  const { title, text, shape } = wish
  const common = {
    sr: community,
    title,
    ...optionsOf(call.content),
    ...(flair && { flair_id: flair.id, ...(flair.text !== null && { flair_text: flair.text }) }),
    validate_on_submit: true,
  }
  const asJson = { ...common, api_type: 'json', show_error_list: true, text }
  if (shape.kind === 'gallery') {
    const items = assets.map(({ id }) => ({ media_id: id, caption: '', outbound_url: '' }))
    return { path: '/api/submit_gallery_post.json', body: { json: { ...asJson, items } } }
  }
  if (shape.kind === 'poll') {
    const poll = { options: shape.poll.options, duration: daysOf(shape.poll) }
    return { path: '/api/submit_poll_post', body: { json: { ...asJson, ...poll } } }
  }
  const [asset] = assets
  const form: Record<string, string> = {
    ...asTexts(common),
    kind: shape.kind,
    resubmit: 'true',
    ...((text !== '' || shape.kind === 'self') && { text }),
    ...(shape.kind === 'link' && { url: shape.url }),
    ...(shape.kind === 'crosspost' && { crosspost_fullname: shape.of }),
    ...(asset && { url: asset.url }),
    ...(poster && { video_poster_url: poster.url }),
  }
  return { path: '/api/submit', body: { form } }
}

const asTexts = (values: Record<string, string | boolean>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))

async function uploaded(
  call: Parameters<NonNullable<Publish['prepare']>>[0],
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

/** Asks the community what it wants, and finds the flair that is meant. */
async function settledFlair(
  call: Parameters<NonNullable<Publish['prepare']>>[0],
  wish: Wish,
  { community, flair }: Place,
): Promise<Prepared['flair']> {
  const told = typeof call.content.options.flair === 'string' ? call.content.options.flair.trim() : ''
  // Nobody sets rules on their own profile.
  if (community.startsWith('u_')) {
    if (flair !== null || told)
      refuse('flair_unknown', 'A profile has no flairs. Take the flair out and try again.')
    return null
  }
  const requirements = await requirementsOf(call, community)
  expectMeets(wish, requirements, community)
  if (flair === null && !told) {
    if (requirements.is_flair_required) await refuseFlairless(call, community)
    return null
  }
  if (flair !== null && !told) return { id: flair, text: null }
  const flairs = await flairsOf(call, community, true)
  if (flair !== null) {
    const chosen = flairs.find(({ id }) => id === flair)
    if (chosen && !chosen.text_editable && !alike(chosen.text, told))
      refuse(
        'flair_unknown',
        `The words of the flair “${chosen.text}” cannot be changed. Empty the field “Flair” and try again.`,
      )
    return { id: flair, text: told }
  }
  const meant = flairs.find(({ text }) => alike(text, told))
  if (meant) return { id: meant.id, text: null }
  return refuse('flair_unknown', `r/${community} has no flair of these words. ${listed(flairs)}`)
}

const alike = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

async function refuseFlairless(
  call: Parameters<NonNullable<Publish['prepare']>>[0],
  community: string,
): Promise<never> {
  const flairs = await flairsOf(call, community, false)
  return refuse('flair_needed', `r/${community} wants a flair with every post. ${listed(flairs)}`)
}

const listed = (flairs: readonly { text: string }[]): string => {
  const texts = flairs.filter(({ text }) => text).slice(0, 10)
  if (texts.length === 0) return 'Choose one after a check of the channel.'
  return `It has: ${texts.map(({ text }) => `“${text.slice(0, 64)}”`).join(', ')}.`
}
