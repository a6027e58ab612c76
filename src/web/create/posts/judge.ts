import { asSent, type Sender, textAsSent } from '../../../modules/create/posts/plain/sent.ts'
import { checkDraft, fieldOf, type Problem } from '../../../networks/kit/check.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import { marksPartner } from '../../../networks/kit/limits.ts'
import type { DeskChannel } from './use-desk.ts'
import { contentOf, type Writing } from './writing.ts'

/** What is wrong with one channel's form of the post, and where. */
export type Found = Problem & { channelId: string; field: string }

/** What a channel would be sent, settings at their defaults included: the same as the server freezes. */
export function draftFor(writing: Writing, channel: DeskChannel): Draft {
  // A kind of post may ask for less than its network does.
  const defaults = channel.rules.options.flatMap((field) =>
    field.default === undefined ? [] : [[field.name, field.default] as const],
  )
  const options = { ...Object.fromEntries(defaults), ...writing.variants[channel.id]?.options }
  const { connection } = writing
  const paid = connection?.native && connection.kind !== 'none' && marksPartner(channel.manifest, options)
  return {
    ...asSent(contentOf(writing, channel.id), senderOf(writing, channel)),
    options,
    ...(paid && { paidPartnership: { sponsor: connection.sponsor } }),
  }
}

/** For whom the words are written: the channel, its network, and by what its links are named. */
export function senderOf(
  { campaignId, pillarId, category }: Pick<Writing, 'campaignId' | 'pillarId' | 'category'>,
  { manifest, handle, naming }: DeskChannel,
): Sender {
  const nameIn = (all: readonly { id: string; name: string }[], id: string | null) =>
    all.find((one) => one.id === id)?.name ?? ''
  const tagging = naming && {
    rule: naming.rule,
    campaign: nameIn(naming.campaigns, campaignId),
    pillar: nameIn(naming.pillars, pillarId),
    category: category ?? '',
  }
  return { network: manifest, handle, tagging: tagging ?? null }
}

/** One text of the post as a channel sends it, for counting it alone. */
export const textFor = (text: string, writing: Writing, channel: DeskChannel): string =>
  textAsSent(text, contentOf(writing, channel.id).mentions ?? [], senderOf(writing, channel))

export const judge = (writing: Writing, channel: DeskChannel): Found[] =>
  checkDraft(draftFor(writing, channel), channel.rules).map((problem) => ({
    ...problem,
    channelId: channel.id,
    field: fieldOf(problem),
  }))
