import type { Post, PostSeed } from '../../../modules/create/posts/contract.ts'

/** What a post says, without its day: what templates and series are made of. */
export function seedOf({
  content,
  variants,
  category,
  pillarId,
  campaignId,
  goalId,
  personaId,
  influencerId,
  appeal,
  connection,
  evidence,
  machineMade,
}: Post): PostSeed {
  const used = <M extends { id: string; alt: string }>(media: readonly M[]) =>
    media.map(({ id, alt }) => ({ id, alt }))
  return {
    content: { ...content, parts: content.parts.map((part) => ({ ...part, media: used(part.media) })) },
    variants: variants.map(({ channelId, content: own, options }) => ({
      channelId,
      options,
      content: own && {
        ...own,
        parts: own.parts?.map(({ media, ...part }) => ({ ...part, ...(media && { media: used(media) }) })),
      },
    })),
    ...{ category, pillarId, campaignId, goalId, personaId, influencerId, appeal, connection, evidence },
    // The same words are a machine's in what is made of them, too.
    ...(machineMade.length > 0 && { machineMade }),
  }
}

export const emptySeed = (): PostSeed => ({
  content: {
    title: '',
    parts: [{ text: '', media: [], poll: null, link: null, quote: null }],
    firstReply: null,
    languages: [],
  },
  variants: [],
  ...{
    category: null,
    pillarId: null,
    campaignId: null,
    goalId: null,
    personaId: null,
    influencerId: null,
    appeal: null,
  },
  ...{ connection: null, evidence: [] },
})

export const textOf = (seed: PostSeed): string => seed.content.parts[0]?.text ?? ''

export const withText = (seed: PostSeed, text: string): PostSeed => ({
  ...seed,
  content: {
    ...seed.content,
    parts: seed.content.parts.map((part, n) => (n === 0 ? { ...part, text } : part)),
  },
})

/** A channel that is new follows the idea; one that stays keeps its own words. */
export const withChannels = (seed: PostSeed, channelIds: readonly string[]): PostSeed => ({
  ...seed,
  variants: channelIds.map(
    (channelId) =>
      seed.variants.find((variant) => variant.channelId === channelId) ?? {
        channelId,
        content: null,
        options: {},
      },
  ),
})
