import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { DeliveryState } from '../../publish/deliveries/contract.ts'
import { Connection, EvidenceList } from '../compliance/plain/tie.ts'
import { CaptionsRef, FilmFacts } from '../media/contract.ts'
import { Mentions } from '../mentions/contract.ts'
import { Appeal, Civil, Moment, PostCategory } from './plain/words.ts'

export { Appeal, PostCategory } from './plain/words.ts'

export const PostStage = z.enum(['draft', 'proposed', 'scheduled'])
export type PostStage = z.infer<typeof PostStage>

const Text = z.string().max(100_000)

/** A picture or film of the library, with the words that stand for it in this post. */
export const MediaUse = z.object({ id: Id, alt: z.string().max(10_000).default('') })

/** The same with what is known of it; what a post answers. */
export const MediaFacts = z.object({
  id: Id,
  kind: z.enum(['image', 'video']),
  mime: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  durationMs: z.number().nullable(),
  alt: z.string(),
  film: FilmFacts.nullish(),
  cover: z.string().nullish(),
  captions: z.array(CaptionsRef).optional(),
})
export type MediaFacts = z.infer<typeof MediaFacts>

export const Poll = z.object({
  options: z.array(z.string().max(1000)).max(20),
  minutes: z.int().min(1).max(1_000_000),
  multiple: z.boolean().default(false),
})

/** A link shown as a card. Empty where nothing is known. */
export const LinkCard = z.object({
  url: z.url({ protocol: /^https?$/ }).max(4000),
  title: z.string().max(1000).default(''),
  description: z.string().max(5000).default(''),
  imageMediaId: Id.nullable().default(null),
})

const partFields = {
  text: Text,
  poll: Poll.nullable(),
  link: LinkCard.nullable(),
  /** Address of a post on the same network that is shown inside this one. */
  quote: z.string().max(4000).nullable(),
}

const title = z.string().max(1000)
const firstReply = Text.nullable()
/** BCP 47 tags. */
const languages = z.array(z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)).max(20)

const partOf = <M extends z.ZodType>(media: M) =>
  z.object({
    text: partFields.text.default(''),
    media: z.array(media).max(40).default([]),
    poll: partFields.poll.default(null),
    link: partFields.link.default(null),
    quote: partFields.quote.default(null),
  })

const ideaOf = <M extends z.ZodType>(media: M) =>
  z.object({
    title: title.default(''),
    /** One, or the posts of a thread. */
    parts: z.array(partOf(media)).min(1).max(100),
    /** A reply of our own under the post. */
    firstReply: firstReply.default(null),
    languages: languages.default([]),
    /** Who is mentioned, with their accounts on each network; absent where nobody is. */
    mentions: Mentions.optional(),
  })

const ownOf = <M extends z.ZodType>(media: M) =>
  z
    .object({
      title,
      parts: z
        .array(z.object({ ...partFields, media: z.array(media).max(40) }).partial())
        .min(1)
        .max(100),
      firstReply,
      languages,
      mentions: Mentions,
    })
    .partial()

/** Where in a post words stand: in the idea (`channelId` null) or in what a channel says of its own. */
export const MachineField = z.enum(['title', 'text', 'alt', 'firstReply'])
export type MachineField = z.infer<typeof MachineField>
const machinePlace = {
  channelId: Id.nullable(),
  part: z.int().min(0).max(99),
  field: MachineField,
  mediaId: Id.nullable().describe('Of words that stand for a picture'),
}
export const MachinePlace = z.object(machinePlace)
export type MachinePlace = z.infer<typeof MachinePlace>

/** Words that a machine wrote and a person took, as it wrote them; they count as its own until a person has written them anew. */
export const MachineMade = z.object({
  ...machinePlace,
  text: z.string().min(1).max(20_000),
  before: z
    .string()
    .max(20_000)
    .default('')
    .describe('What stood there; who takes it back has their own words'),
  tool: z.string().max(40),
  model: z.string().max(200),
  at: z.iso.datetime(),
})
export type MachineMade = z.infer<typeof MachineMade>
const machineMade = z.array(MachineMade).max(100)

/** What a post says. Variants follow it wherever they say nothing of their own. */
export const IdeaBody = ideaOf(MediaUse)
export type IdeaBody = z.infer<typeof IdeaBody>
export const Idea = ideaOf(MediaFacts)
export type Idea = z.infer<typeof Idea>

/**
 * What a variant says otherwise. A field that is absent follows the idea, also inside a part; where `parts` is given, its
 * length says how many parts there are.
 */
export const OwnBody = ownOf(MediaUse)
export type OwnBody = z.infer<typeof OwnBody>
export const Own = ownOf(MediaFacts)
export type Own = z.infer<typeof Own>

/** Values of the network's own settings (content warning, visibility), by the names in its manifest. */
const options = z.record(z.string().max(100), z.json())

export const VariantBody = z.object({
  channelId: Id,
  content: OwnBody.nullable().default(null),
  options: options.default({}),
})
export type VariantBody = z.infer<typeof VariantBody>

const variants = z
  .array(VariantBody)
  .max(100)
  .refine((all) => new Set(all.map((one) => one.channelId)).size === all.length, {
    error: 'A channel stands here twice. A post goes to each channel once.',
  })

const zone = z.string().min(1).max(100).describe('IANA name, such as Europe/Riga')

/** The wish as the person said it: civil time and zone. */
export const Wish = z.object({ at: Civil, zone })
export type Wish = z.infer<typeof Wish>

/** `at` in the zone named, or in the workspace's. A time with an offset is that very instant. */
export const When = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at'), at: Moment, zone: zone.optional() }),
  z.object({
    kind: z.literal('each'),
    channels: z
      .array(z.object({ channelId: Id, at: Moment }))
      .min(1)
      .max(100)
      .describe('Every channel of the post, at a time of its own'),
    zone: zone.optional(),
  }),
  z.object({ kind: z.literal('nextFreeSlot') }),
  z.object({ kind: z.literal('now') }),
])
export type When = z.infer<typeof When>

const strategy = {
  category: PostCategory.nullable(),
  /** What it is about, of what the brand keeps talking about. */
  pillarId: Id.nullable(),
  campaignId: Id.nullable(),
  goalId: Id.nullable(),
  /** To whom it speaks. */
  personaId: Id.nullable(),
  /** With whom it is, of those who speak for the brand; what ties them holds for it. */
  influencerId: Id.nullable(),
  appeal: Appeal.nullable(),
  /** Who pays or gives; null: nobody has said, and what its campaign says holds. */
  connection: Connection.nullable(),
  /** What stands behind what it claims. */
  evidence: EvidenceList,
  wish: Wish.nullable(),
}

export const PostBody = z.object({
  /** Chosen by you; the same id sent again answers the post that is there. */
  clientId: Id.optional(),
  content: IdeaBody,
  variants: variants.default([]),
  category: strategy.category.default(null),
  pillarId: strategy.pillarId.default(null),
  campaignId: strategy.campaignId.default(null),
  goalId: strategy.goalId.default(null),
  personaId: strategy.personaId.default(null),
  influencerId: strategy.influencerId.default(null),
  appeal: strategy.appeal.default(null),
  connection: strategy.connection.default(null),
  evidence: strategy.evidence.default([]),
  wish: strategy.wish.default(null),
  /** Which of its words a machine wrote. */
  machineMade: machineMade.optional(),
  /** Schedules it at once; needs the right to publish. */
  schedule: When.optional(),
})
export type PostBody = z.infer<typeof PostBody>

/** A post without a day: what templates, series and queues make posts of. */
export const PostSeed = PostBody.omit({ clientId: true, wish: true, schedule: true })
export type PostSeed = z.infer<typeof PostSeed>

/** `channelIds`: the copy goes there instead; what a channel says of its own comes along where it is named. */
export const DuplicateBody = z.object({ channelIds: z.array(Id).max(100).optional() }).default({})
export type DuplicateBody = z.infer<typeof DuplicateBody>

/**
 * Names only what changes. `version` is the one it was read with: when somebody changed the same field since, nothing is
 * saved and both sides come back; other people's changes to other fields do not stand in the way.
 */
export const PostChange = z
  .object({
    content: IdeaBody,
    /** Sets these variants; others stay. */
    variants,
    /** Takes the post off these channels. */
    withoutChannels: z.array(Id).max(100),
    /** Adds to the marks; they go by themselves when a person writes the words anew. */
    machineMade,
    ...strategy,
  })
  .partial()
  .extend({ version: z.int().min(1) })
export type PostChange = z.infer<typeof PostChange>

export const Variant = z.object({
  id: Id,
  channelId: Id,
  content: Own.nullable(),
  options,
})
export type Variant = z.infer<typeof Variant>

/** Something to know of a post. `error` keeps it from being scheduled; `hint` may be overruled. */
export const Note = z.object({
  level: z.enum(['error', 'hint']),
  code: z.string(),
  /** `variants.<channelId>.parts.0.text`, or of the post itself: `goalId`, `when`. */
  path: z.string(),
  detail: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Note = z.infer<typeof Note>

/** How it stands with one delivery of a post; all of it is at `/deliveries/:id`. */
export const DeliverySummary = z.object({
  id: Id,
  channelId: Id,
  state: DeliveryState,
  dueAt: z.iso.datetime(),
  publishedAt: z.iso.datetime().nullable(),
  url: z.string().nullable(),
  failureCode: z.string().nullable(),
  failureWords: z.string().nullable(),
  behind: z.boolean().describe('It keeps the words that it began with; the post says something else by now'),
})
export type DeliverySummary = z.infer<typeof DeliverySummary>

const Author = z.object({ id: z.string(), name: z.string() }).nullable()

const head = {
  id: Id,
  stage: PostStage,
  ...strategy,
  author: Author,
  /** Whoever wrote it has deleted their account since. */
  authorGone: z.boolean(),
  version: z.int(),
  /** What was said when the proposal was declined. */
  declinedWords: z.string().nullable(),
  atOnce: z.boolean().describe('A proposal that goes out as soon as everybody has said yes'),
  deliveries: z.array(DeliverySummary),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().nullable(),
}

export const Post = z.object({ ...head, content: Idea, variants: z.array(Variant), machineMade })
export type Post = z.infer<typeof Post>

/** The post as it is now, and what there is to know of what was just done. */
export const PostAnswer = Post.extend({ notes: z.array(Note).default([]) })
export type PostAnswer = z.infer<typeof PostAnswer>

export const PostItem = z.object({
  ...head,
  title: z.string(),
  /** The first words of the idea. */
  text: z.string(),
  parts: z.int(),
  media: z.int(),
  firstMedia: MediaFacts.nullable(),
  channelIds: z.array(Id),
})
export type PostItem = z.infer<typeof PostItem>

export const PostList = z.object({ items: z.array(PostItem), next: z.string().nullable() })
export type PostList = z.infer<typeof PostList>

const commaList = <S extends z.ZodType<unknown, string>>(item: S) =>
  z
    .string()
    .transform((list) => list.split(',').filter(Boolean))
    .pipe(z.array(item).max(100))

export const PostQuery = z.object({
  stage: commaList(PostStage).optional(),
  /** Posts that have a delivery in one of these states. */
  state: commaList(DeliveryState).optional(),
  channel: commaList(Id).optional(),
  /** `none`: without one. */
  category: commaList(z.union([PostCategory, z.literal('none')])).optional(),
  campaign: z.union([Id, z.literal('none')]).optional(),
  goal: z.union([Id, z.literal('none')]).optional(),
  text: z.string().trim().max(200).optional(),
  /** `none`: those that have no time yet; `scheduled` ones always have one. */
  wish: z.literal('none').optional(),
  /** What was deleted in the last 30 days. */
  deleted: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type PostQuery = z.infer<typeof PostQuery>

export const PostId = z.object({ id: Id })

/** `version`: only if nobody changed it since. */
export const ScheduleBody = z.object({ when: When, version: z.int().optional() })
export type ScheduleBody = z.infer<typeof ScheduleBody>

export const ProposeBody = z
  .object({
    version: z.int().optional(),
    atOnce: z
      .boolean()
      .default(false)
      .describe('It goes out as soon as everybody has said yes, whatever time is wished'),
  })
  .default({ atOnce: false })
export type ProposeBody = z.infer<typeof ProposeBody>
export const ApproveBody = z.object({
  /** The version that was looked at: what was changed since is not approved unseen. */
  version: z.int(),
  /** Another time than the one wished. */
  when: When.optional(),
})
export type ApproveBody = z.infer<typeof ApproveBody>
export const DeclineBody = z.object({ version: z.int(), words: z.string().trim().min(1).max(5000) })
export type DeclineBody = z.infer<typeof DeclineBody>

/** A post of ours that says the same, or nearly. */
export const Likeness = z.object({
  postId: Id,
  channelId: Id,
  /** When it was, or will be, published. */
  at: z.iso.datetime(),
  text: z.string(),
  /** Shared part of both, 0 to 1 (Jaccard over four-letter pieces); 1 is the same words. */
  likeness: z.number(),
  kind: z.enum(['same', 'near']),
})
export type Likeness = z.infer<typeof Likeness>

export const Check = z.object({ notes: z.array(Note), alike: z.array(Likeness) })
export type Check = z.infer<typeof Check>

type PartOf<M> = Omit<Idea['parts'][number], 'media'> & { media: M[] }
type IdeaOf<M> = Omit<Idea, 'parts'> & { parts: PartOf<M>[] }
type OwnOf<M> = Partial<Omit<Idea, 'parts'>> & { parts?: Partial<PartOf<M>>[] }

/** What a variant says in the end: its own words where it has some, the idea's everywhere else. */
export function contentFor<M>(idea: IdeaOf<M>, own: OwnOf<M> | null): IdeaOf<M> {
  if (!own) return idea
  const { parts, ...fields } = own
  return {
    ...idea,
    ...defined(fields),
    parts: parts ? parts.map((part, i) => partFor(idea.parts[i], part)) : idea.parts,
  }
}

const partFor = <M>(idea: PartOf<M> | undefined, own: Partial<PartOf<M>>): PartOf<M> => ({
  text: '',
  media: [],
  poll: null,
  link: null,
  quote: null,
  ...idea,
  ...defined(own),
})

const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
