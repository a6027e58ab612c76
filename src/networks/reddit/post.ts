import { webAddress } from '../kit/address.ts'
import type { Content, Json, Media, Poll } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { isUnder } from '../kit/hosts.ts'
import type { Account } from '../kit/network.ts'
import { addressesIn } from '../kit/people.ts'
import type { Requirements } from './entities.ts'
import { commentMax, manifest, pollDays } from './manifest.ts'

type Shape =
  | { kind: 'self' }
  | { kind: 'link'; url: string }
  | { kind: 'crosspost'; of: string }
  | { kind: 'poll'; poll: Poll }
  | { kind: 'image' | 'gallery' | 'video'; media: readonly Media[] }

/** What a content is at Reddit. */
export type Wish = { title: string; text: string; shape: Shape }

/** Throws NetworkFailure where it is nothing that Reddit has. */
export function wishOf(content: Content): Wish {
  const [part] = content.parts
  if (!part) throw new Error('A content has a part')
  const title = content.title.trim()
  const address = typeof content.options.address === 'string' ? content.options.address.trim() : ''
  const bare = part.media.length === 0 && !part.poll
  if ((content.options.kind === 'link' || content.options.kind === 'crosspost') && !bare)
    refuse(
      'kind_unclear',
      'A link or a crosspost shows no pictures, film or poll of its own. Take them out, or choose another kind.',
    )
  if (content.options.kind === 'link') {
    const url = wholeAddress(address || part.link?.url || addressesIn(part.text)[0] || '')
    const text = URL.parse(part.text.trim())?.href === url ? '' : part.text
    return { title, text, shape: { kind: 'link', url } }
  }
  if (content.options.kind === 'crosspost')
    return { title, text: part.text, shape: { kind: 'crosspost', of: postIn(address) } }
  if (address)
    refuse(
      'kind_unclear',
      'The post has an address and is no link. Choose “A link” as its kind, or empty the address.',
    )
  return { title, text: part.text, shape: shapeOf(part.media, part.poll) }
}

function shapeOf(media: readonly Media[], poll: Poll | null): Shape {
  if (poll) return { kind: 'poll', poll }
  const [first] = media
  if (!first) return { kind: 'self' }
  if (first.kind === 'video') return { kind: 'video', media }
  return { kind: media.length > 1 ? 'gallery' : 'image', media }
}

export const mediaOf = ({ shape }: Wish): readonly Media[] => ('media' in shape ? shape.media : [])

function wholeAddress(written: string): string {
  const url = webAddress(written)
  if (url) return url.href
  return refuse('link_refused', 'A link post needs an address. Write one, or choose another kind of post.')
}

/** The post that an address of Reddit leads to, as Reddit names it. */
function postIn(address: string): string {
  const url = webAddress(address)
  const ours = url !== null && (isUnder(url.host, 'reddit.com') || isUnder(url.host, 'redd.it'))
  const id = ours
    ? (/\/comments\/([a-z\d]{2,12})(?:\/|$)/i.exec(url.pathname)?.[1] ??
      (isUnder(url.host, 'redd.it') ? /^\/([a-z\d]{2,12})\/?$/i.exec(url.pathname)?.[1] : undefined))
    : undefined
  if (id) return `t3_${id.toLowerCase()}`
  return refuse(
    'crosspost_refused',
    'A crosspost needs the address of a Reddit post, as its page shows it (…/comments/…). Copy it whole.',
  )
}

const { text, media: files } = manifest

/** What Reddit refuses everywhere is told before anything is sent. */
export function expectFits(wish: Wish, reply: string | null, { limits }: Pick<Account, 'limits'>): void {
  const { title, shape } = wish
  const most = limits.text?.max ?? text.max
  if (title === '') refuse('title_needed', 'Every Reddit post has a title. Write one and try again.')
  if ([...title].length > text.title.max)
    refuse('title_long', `Reddit takes a title of ${text.title.max} characters. Shorten it and try again.`)
  if (wish.text.length > most)
    refuse('text_too_long', `Reddit takes a text of ${most} characters. Shorten it and try again.`)
  if (reply !== null && reply.length > commentMax)
    refuse(
      'text_too_long',
      `Reddit takes a comment of ${commentMax} characters. Shorten the first comment and try again.`,
    )
  if (shape.kind === 'crosspost' && wish.text.trim() !== '')
    refuse('kind_unclear', 'A crosspost has a title alone. Take the text out, or make it the first comment.')
  if (shape.kind === 'poll') expectPoll(shape.poll)
  const films = mediaOf(wish).filter(({ kind }) => kind === 'video').length
  if (films > 1 || (films === 1 && mediaOf(wish).length > 1) || mediaOf(wish).length > files.images.max)
    refuse(
      'media_not_taken',
      'A Reddit post shows one to twenty pictures, or one film. Change what it shows and try again.',
    )
}

function expectPoll({ options }: Poll): void {
  const [least, most] = manifest.poll.options
  if (options.length < least || options.length > most || options.some((one) => one.trim() === ''))
    refuse(
      'not_taken',
      `A Reddit poll has ${least} to ${most} answers, none of them empty. Change it and try again.`,
    )
}

/** Whole days; a part of a day counts as one. */
export const daysOf = ({ minutes }: Poll): number =>
  Math.min(pollDays.most, Math.max(pollDays.least, Math.ceil(minutes / (24 * 60))))

/** What the community's moderators ask for and the post lacks. Their patterns are left to Reddit, which runs them itself. */
export function expectMeets(wish: Wish, requirements: Requirements, community: string): void {
  const said = unmet(wish, requirements)
  if (said !== null) refuse('community_rules', `r/${community} ${said} Change the post and try again.`)
}

function unmet({ title, text: body, shape }: Wish, wants: Requirements): string | null {
  const { title_text_min_length: least, title_text_max_length: most } = wants
  if (least && title.length < least) return `wants a title of at least ${least} characters.`
  if (most && title.length > most) return `takes a title of at most ${most} characters.`
  const words =
    wordsUnmet(title, wants.title_required_strings, wants.title_blacklisted_strings, 'title') ??
    (body === '' && shape.kind !== 'self'
      ? null
      : wordsUnmet(body, wants.body_required_strings, wants.body_blacklisted_strings, 'text'))
  if (words) return words
  if (shape.kind === 'self') return bodyUnmet(body, wants)
  if (shape.kind === 'link') return linkUnmet(shape.url, wants)
  return shape.kind === 'gallery' ? galleryUnmet(shape.media.length, wants) : null
}

function wordsUnmet(
  written: string,
  wanted: readonly string[],
  forbidden: readonly string[],
  where: string,
): string | null {
  const has = (one: string) => written.toLowerCase().includes(one.toLowerCase())
  const list = (all: readonly string[]) =>
    all
      .slice(0, 10)
      .map((one) => `“${one.slice(0, 60)}”`)
      .join(', ')
  if (wanted.length > 0 && !wanted.some(has)) return `wants one of these in the ${where}: ${list(wanted)}.`
  const found = forbidden.filter((one) => one !== '' && has(one))
  return found.length > 0 ? `does not take these in the ${where}: ${list(found)}.` : null
}

function bodyUnmet(body: string, wants: Requirements): string | null {
  const { body_text_min_length: least, body_text_max_length: most, body_restriction_policy: policy } = wants
  const empty = body.trim() === ''
  if (policy === 'notAllowed' && !empty) return 'takes a title alone, without a text.'
  if (policy === 'required' && empty) return 'wants a text beneath the title.'
  if (policy === 'notAllowed') return null
  if (least && body.length < least) return `wants a text of at least ${least} characters.`
  return most && body.length > most ? `takes a text of at most ${most} characters.` : null
}

function linkUnmet(url: string, wants: Requirements): string | null {
  const { link_restriction_policy: policy, domain_blacklist: no, domain_whitelist: yes } = wants
  const host = new URL(url).host
  if (policy !== 'whitelist' && no.some((site) => isUnder(host, site))) return `takes no links to ${host}.`
  if (policy === 'whitelist' && yes.length > 0 && !yes.some((site) => isUnder(host, site)))
    return `takes links to some sites alone, and ${host} is none of them.`
  return null
}

function galleryUnmet(count: number, wants: Requirements): string | null {
  const { gallery_min_items: least, gallery_max_items: most, gallery_captions_requirement: captions } = wants
  if (captions === 'required')
    return 'wants words beneath each picture, which can be written at Reddit alone.'
  if (least && count < least) return `wants at least ${least} pictures together.`
  return most && count > most ? `takes at most ${most} pictures together.` : null
}

export const optionsOf = ({
  options,
}: Pick<Content, 'options'>): Record<'nsfw' | 'spoiler' | 'sendreplies', boolean> => ({
  nsfw: isOn(options.nsfw, false),
  spoiler: isOn(options.spoiler, false),
  sendreplies: isOn(options.replies, true),
})

const isOn = (value: Json | undefined, preset: boolean): boolean =>
  typeof value === 'boolean' ? value : preset

export function refuse(code: string, words: string): never {
  throw new NetworkFailure('rejected', words, { code })
}
