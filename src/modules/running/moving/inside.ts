/** The ids that stand inside of JSON. */
import { z } from 'zod'
import { channelParts } from '../../../app/channel-roles.ts'
import { Id } from '../../../app/id.ts'
import type { EvidenceList } from '../../create/compliance/contract.ts'
import type { Recipe } from '../../create/pictures/contract.ts'
import { Idea, type MachineMade, MediaFacts, type PostSeed } from '../../create/posts/contract.ts'
import type { SourceRules } from '../../create/sources/contract.ts'
import type { OwnPillars } from '../../plan/channel-plans/contract.ts'
import type { Rules } from '../../plan/content-plan/contract.ts'
import type { Verdict } from '../../plan/pilots/contract.ts'
import type { Filter } from '../../plan/segments/contract.ts'
import type { Strategy } from '../../plan/strategy/contract.ts'
import { link, type NewId } from './fields.ts'

type Medium = { id: string }
type Part = {
  media?: Medium[]
  link?: { imageMediaId: string | null } | null
  linkImage?: Medium | null
}
type Content = { parts?: Part[] }

/** What a delivery says, as it was frozen. */
const FrozenPart = Idea.shape.parts.element.extend({ linkImage: MediaFacts.nullish() })
export const Frozen = Idea.extend({
  parts: z.array(FrozenPart).min(1).max(100),
  options: z.record(z.string().max(100), z.json()).default({}),
  mentions: z
    .array(z.object({ text: z.string().max(400), account: z.string().max(300) }))
    .max(200)
    .optional(),
  leads: z
    .array(z.object({ url: z.string().max(8000), to: z.string().max(10_000) }))
    .max(2000)
    .optional(),
  paidPartnership: z.object({ sponsor: z.string().max(200) }).optional(),
  machineMade: z.literal(true).optional(),
})

export const SentParts = z
  .array(z.object({ remoteId: z.string().max(4000), url: link, extra: z.json().optional() }))
  .max(1000)

/** Pictures and films that a content shows. */
export function inContent(content: Content | null, newId: NewId): unknown {
  if (!content?.parts) return content
  return { ...content, parts: content.parts.map((part) => inPart(part, newId)) }
}

const medium = <M extends Medium>(one: M, newId: NewId): M => ({ ...one, id: newId(one.id) })

const inPart = ({ media, link: card, linkImage, ...rest }: Part, newId: NewId) => ({
  ...rest,
  ...(media && { media: media.map((one) => medium(one, newId)) }),
  ...(card !== undefined && {
    link: card && { ...card, imageMediaId: card.imageMediaId && newId(card.imageMediaId) },
  }),
  ...(linkImage !== undefined && { linkImage: linkImage && medium(linkImage, newId) }),
})

/** Where a machine's words stand. */
export const inMade = (marks: readonly MachineMade[], newId: NewId): unknown =>
  marks.map((mark) => ({
    ...mark,
    channelId: mark.channelId && newId(mark.channelId),
    mediaId: mark.mediaId && newId(mark.mediaId),
  }))

/** Logos that are laid on a picture. */
export const inRecipe = (recipe: Recipe, newId: NewId): unknown => ({
  ...recipe,
  logos: recipe.logos.map((logo) => ({ ...logo, mediaId: newId(logo.mediaId) })),
})

/** Exceptions from a role, by channel. */
export const Exceptions = z
  .strictObject({ chosenOnly: z.boolean(), parts: z.record(Id, z.enum(channelParts)) })
  .nullable()

export const inExceptions = (exceptions: z.infer<typeof Exceptions>, newId: NewId): unknown =>
  exceptions && {
    ...exceptions,
    parts: Object.fromEntries(Object.entries(exceptions.parts).map(([id, part]) => [newId(id), part])),
  }

/** A channel or goal that is meant; a word stays as it is. */
export const inAbout = (about: string, newId: NewId): string =>
  Id.safeParse(about).success ? newId(about) : about

/** `variant:<channel>` → the version that last changed it. */
export const inChanges = (changes: Record<string, number>, newId: NewId): Record<string, number> =>
  Object.fromEntries(
    Object.entries(changes).map(([name, version]) => [
      name.startsWith('variant:') ? `variant:${newId(name.slice('variant:'.length))}` : name,
      version,
    ]),
  )

/** Names of what a version changed. */
export const inFields = (fields: string[], newId: NewId): string[] =>
  fields.map((name) =>
    name.startsWith('variant:') ? `variant:${newId(name.slice('variant:'.length))}` : name,
  )

/** What channels said otherwise in a version. */
export const inVariants = (variants: { channelId: string; content: Content | null }[], newId: NewId) =>
  variants.map(({ channelId, content, ...rest }) => ({
    ...rest,
    channelId: newId(channelId),
    content: inContent(content, newId),
  }))

/** The goals by which a strategy tells success, and the personas to whom it speaks. */
export const inStrategy = (strategy: Strategy, newId: NewId): Strategy => ({
  ...strategy,
  audience: { ...strategy.audience, personaIds: strategy.audience.personaIds.map(newId) },
  metrics: { ...strategy.metrics, goalIds: strategy.metrics.goalIds.map(newId) },
})

/** The channels that a segment names. */
export const inFilter = (filter: Filter, newId: NewId): Filter => ({
  ...filter,
  channelIds: filter.channelIds.map(newId),
})

/** Proofs that lie in the library. */
export const inEvidence = (evidence: z.infer<typeof EvidenceList>, newId: NewId): unknown =>
  evidence.map((one) => ({ ...one, mediaId: one.mediaId && newId(one.mediaId) }))

/** Findings name the channel that they are about. */
export const inFound = (found: readonly { channelId: string }[], newId: NewId): unknown =>
  found.map((one) => ({ ...one, channelId: newId(one.channelId) }))

/** A list of ids. */
export const Ids = z.array(Id).max(200)
export const inIds = (ids: readonly string[], newId: NewId): string[] => ids.map(newId)

/** The rules of a content plan: days and campaigns name channels. */
type Named = { channelIds: string[] }
export function inRules(rules: z.infer<typeof Rules>, newId: NewId): unknown {
  const ofChannels = <T extends Named>(one: T): T => ({ ...one, channelIds: one.channelIds.map(newId) })
  return {
    ...rules,
    dates: rules.dates.map(ofChannels),
    bursts: rules.bursts.map((one) => ({ ...ofChannels(one), campaignId: newId(one.campaignId) })),
  }
}

/** Shares of pillars. */
export const inPillars = (shares: z.infer<typeof OwnPillars>, newId: NewId): unknown =>
  shares.map(({ pillarId, share }) => ({ pillarId: newId(pillarId), share }))

/** The channels that a pilot has decided for. */
export const inVerdict = (verdict: z.infer<typeof Verdict> | null, newId: NewId): unknown =>
  verdict && { ...verdict, keep: verdict.keep.map(newId) }

/** A post without a day: its pictures, its channels and what it is for. */
export const inSeed = (seed: PostSeed, newId: NewId): unknown => ({
  ...seed,
  content: inContent(seed.content, newId),
  variants: seed.variants.map((variant) => ({
    ...variant,
    channelId: newId(variant.channelId),
    content: inContent(variant.content, newId),
  })),
  ...Object.fromEntries(
    (['pillarId', 'campaignId', 'goalId', 'personaId', 'influencerId'] as const).map((name) => {
      const id = seed[name]
      return [name, id && newId(id)]
    }),
  ),
  evidence: inEvidence(seed.evidence, newId),
  ...(seed.machineMade && { machineMade: inMade(seed.machineMade, newId) }),
})

/** Where posts of a feed go. */
export const inSourceRules = (rules: SourceRules, newId: NewId): SourceRules => ({
  ...rules,
  channelIds: rules.channelIds.map(newId),
  campaignId: rules.campaignId && newId(rules.campaignId),
})
