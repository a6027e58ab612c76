import { checkDraft } from '../../../networks/kit/check.ts'
import type { Draft, Json, MediaFacts } from '../../../networks/kit/content.ts'
import { limitsOf, marksMachine, marksPartner } from '../../../networks/kit/limits.ts'
import type { Manifest } from '../../../networks/kit/manifest.ts'
import type { Network } from '../../../networks/kit/network.ts'
import type { Connection, Evidence } from '../compliance/contract.ts'
import { markOf } from '../compliance/index.ts'
import type { Tagging } from '../links/plain/tag.ts'
import {
  contentFor,
  type Idea,
  type IdeaBody,
  type MachineMade,
  type Note,
  type Own,
  type OwnBody,
} from './contract.ts'
import { madeFor } from './plain/machine.ts'
import { asSent } from './plain/sent.ts'
import { noteOf, variantNote } from './problems.ts'
import type { StoredPost } from './queries.ts'
import type { ChannelRow } from './references.ts'

type Facts = ReadonlyMap<string, MediaFacts>
type Written = Pick<StoredPost, 'content'> & {
  connection?: Connection | null
  evidence?: readonly Evidence[]
  machineMade?: readonly MachineMade[]
  variants: readonly { channelId: string; content: OwnBody | null; options: Record<string, Json> }[]
}

/** Every picture and film that a post names: in the idea, in variants, in link cards, and as proof. */
export function mediaIdsOf(post: Pick<Written, 'content' | 'variants' | 'evidence'>): string[] {
  const parts = [post.content, ...post.variants.map((variant) => variant.content)].flatMap(
    (content) => content?.parts ?? [],
  )
  const shown = parts.flatMap((part) => [
    ...(part.media ?? []).map((media) => media.id),
    ...(part.link?.imageMediaId ? [part.link.imageMediaId] : []),
  ])
  const proofs = (post.evidence ?? []).flatMap(({ mediaId }) => mediaId ?? [])
  return [...new Set([...shown, ...proofs])]
}

/** Lower-cased words of everything that the post says, for search. */
export function searchTextOf(post: Pick<Written, 'content' | 'variants'>): string {
  const all = [post.content, ...post.variants.map((variant) => variant.content)]
  const words = all.flatMap((content) => [
    content?.title,
    ...(content?.parts ?? []).map((part) => part.text),
    content?.firstReply,
  ])
  return [...new Set(words.filter(Boolean))].join('\n').toLowerCase().slice(0, 20_000)
}

/** A picture that left the library is left out; the words that stand for it here win over the library's. */
const withFacts = (media: readonly { id: string; alt: string }[], facts: Facts): MediaFacts[] =>
  media.flatMap(({ id, alt }) => {
    const known = facts.get(id)
    return known ? [{ ...known, alt: alt || known.alt }] : []
  })

export const ideaWithFacts = (content: IdeaBody, facts: Facts): Idea => ({
  ...content,
  parts: content.parts.map((part) => ({ ...part, media: withFacts(part.media, facts) })),
})

export function ownWithFacts(content: OwnBody | null, facts: Facts): Own | null {
  if (!content?.parts) return content as Own | null
  const parts = content.parts.map(({ media, ...part }) => ({
    ...part,
    ...(media && { media: withFacts(media, facts) }),
  }))
  return { ...content, parts }
}

/** `machine`: a machine wrote some of it. */
export type ChannelDraft = {
  channel: ChannelRow
  network: Network
  draft: Draft
  /** What it says before links and mentions are written as the channel sends them. */
  written: Pick<Draft, 'title' | 'parts' | 'firstReply'>
  machine: boolean
}

/** What each channel would be sent, as its network sees it. */
export function draftsOf(
  post: Pick<Written, 'content' | 'variants' | 'connection' | 'machineMade'>,
  facts: Facts,
  channels: ReadonlyMap<string, ChannelRow>,
  networks: ReadonlyMap<string, Network>,
  tagging: Tagging | null,
): ChannelDraft[] {
  const idea = ideaWithFacts(post.content, facts)
  return post.variants.flatMap((variant) => {
    const channel = channels.get(variant.channelId)
    const network = channel && networks.get(channel.network)
    if (!channel || !network) return []
    const sender = { network: network.manifest, handle: channel.handle, tagging }
    const written = contentFor(idea, ownWithFacts(variant.content, facts))
    const content = asSent(written, sender)
    const parts = content.parts.map((part) => ({
      ...part,
      linkImage: facts.get(part.link?.imageMediaId ?? '') ?? null,
    }))
    const options = optionsOf(network.manifest, channel, variant.options)
    const mark = markOf(post.connection ?? null, network.manifest)
    const machine = madeFor(post, post.machineMade ?? [], channel.id).length > 0
    const marks = {
      ...(mark && marksPartner(network.manifest, options) && { paidPartnership: mark }),
      ...(machine && marksMachine(network.manifest, { parts, options }) && { machineMade: true as const }),
    }
    return [{ channel, network, machine, written, draft: { ...content, parts, options, ...marks } }]
  })
}

/** What the form shows is what is sent: a setting nobody touched goes out with the value it stood at, if it is asked for. */
function optionsOf(
  manifest: Manifest,
  { limits }: Pick<ChannelRow, 'limits'>,
  own: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const defaults = manifest.options.flatMap(({ name, default: preset }) =>
    preset === undefined ? [] : [[name, preset] as const],
  )
  const asked = limitsOf(manifest, limits, { ...Object.fromEntries(defaults), ...own }).options
  const shown = new Set(asked.map(({ name }) => name))
  return { ...Object.fromEntries(defaults.filter(([name]) => shown.has(name))), ...own }
}

/** What networks and channels say to a post before it goes out, each thing addressed at its field. What the strategy says is its own affair (`plan/advice`). */
export function notesOf(drafts: readonly ChannelDraft[]): Note[] {
  const notes = drafts.flatMap(({ channel, network, draft }) => {
    const rules = { ...network.manifest, ...limitsOf(network.manifest, channel.limits, draft.options) }
    return [
      ...checkDraft(draft, rules).map((problem) => variantNote(channel.id, problem)),
      ...channelNotes(channel),
    ]
  })
  if (drafts.length === 0) notes.push(noteOf('no_channels', 'error', 'variants'))
  return notes
}

function channelNotes({ id, state, name }: ChannelRow): Note[] {
  if (state === 'paused') return [noteOf('channel_paused', 'hint', `variants.${id}`, { channel: name })]
  if (state === 'reconnect') return [noteOf('channel_reconnect', 'hint', `variants.${id}`, { channel: name })]
  return []
}

export const textOf = (draft: Pick<Draft, 'parts'>): string =>
  draft.parts
    .map((part) => part.text)
    .join('\n')
    .trim()
