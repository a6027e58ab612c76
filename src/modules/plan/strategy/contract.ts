import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Objective } from '../objectives/contract.ts'

const Day = z.iso.date()

/** A paragraph or two. */
const text = z.string().trim().max(4000).default('')
/** A line. */
const line = z.string().trim().max(200).default('')

/** How often the strategy is looked at anew. */
export const rhythms = ['month', 'quarter', 'half_year', 'year'] as const
export const Every = z.enum(rhythms)
export type Every = z.infer<typeof Every>

/** An address of the web, with the words that lead there. */
const Link = z.object({ label: line, url: z.url({ protocol: /^https?$/ }).max(2000) })

const shapes = {
  /** Who does it. */
  team: z.object({
    people: z
      .array(
        z.object({ name: z.string().trim().min(1).max(120), does: z.string().trim().max(300).default('') }),
      )
      .max(30)
      .default([]),
    /** How they work together, and how many hours there are. */
    words: text,
  }),
  objective: z.object({ objective: Objective.nullable().default(null), why: text }),
  /** What was found by listening. */
  listening: z.object({
    ours: text.describe('What is said of us'),
    field: text.describe('What is said of our field and of others in it'),
    asked: text.describe('What people ask'),
    lookedOn: Day.nullable().default(null),
  }),
  audience: z.object({
    personaIds: z.array(Id).max(20).default([]),
    whom: text,
    need: text,
    where: text.describe('Where they spend their time'),
    notFor: text.describe('Whom we do not speak to'),
  }),
  /** By which goals success is told. */
  metrics: z.object({ goalIds: z.array(Id).max(20).default([]), words: text }),
  positioning: z.object({
    oneThing: z.string().trim().max(300).default(''),
    voice: text,
    human: text.describe('How people notice that people are behind it'),
    never: text.describe('What we never say'),
  }),
  channels: z.object({ words: text, links: z.array(Link).max(20).default([]) }),
  rhythm: z.object({
    every: Every.nullable().default(null),
    next: Day.nullable().default(null).describe('The day of the next review'),
    questions: text.describe('What is asked in a review'),
  }),
}

export const strategyParts = [
  'team',
  'objective',
  'listening',
  'audience',
  'metrics',
  'positioning',
  'channels',
  'rhythm',
] as const
export const StrategyPart = z.enum(strategyParts)
export type StrategyPart = z.infer<typeof StrategyPart>

/** All eight parts; what was never written is empty. */
export const Strategy = z.object({
  team: shapes.team.prefault({}),
  objective: shapes.objective.prefault({}),
  listening: shapes.listening.prefault({}),
  audience: shapes.audience.prefault({}),
  metrics: shapes.metrics.prefault({}),
  positioning: shapes.positioning.prefault({}),
  channels: shapes.channels.prefault({}),
  rhythm: shapes.rhythm.prefault({}),
})
export type Strategy = z.infer<typeof Strategy>

export const emptyStrategy: Strategy = Strategy.parse({})

/** Some parts, each as a whole. */
export const SomeParts = z.object(shapes).partial()
export type SomeParts = z.infer<typeof SomeParts>

/** How the team works and what it heard is for the team; the rest is what was agreed. */
export const innerParts: readonly StrategyPart[] = ['team', 'listening']

/** Whether a part says what it is there for. */
const isFilled: { [P in StrategyPart]: (part: Strategy[P]) => boolean } = {
  team: ({ people, words }) => people.length > 0 || words !== '',
  objective: ({ objective }) => objective !== null,
  listening: ({ ours, field, asked }) => [ours, field, asked].some(Boolean),
  audience: ({ whom, personaIds }) => whom !== '' || personaIds.length > 0,
  metrics: ({ goalIds, words }) => goalIds.length > 0 || words !== '',
  positioning: ({ oneThing }) => oneThing !== '',
  channels: ({ words, links }) => words !== '' || links.length > 0,
  rhythm: ({ every, next }) => every !== null || next !== null,
}
const asks = <P extends StrategyPart>(part: P, strategy: Strategy): boolean => isFilled[part](strategy[part])

export const filledParts = (strategy: Strategy): StrategyPart[] =>
  strategyParts.filter((part) => asks(part, strategy))

/** One thing that reads otherwise. Lists are lines; what is chosen from a list is its name. */
export const Difference = z.object({
  part: StrategyPart,
  field: z.string(),
  before: z.string(),
  after: z.string(),
})
export type Difference = z.infer<typeof Difference>

const said = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(said).join('\n')
  if (typeof value === 'object') return Object.values(value).map(said).filter(Boolean).join(' – ')
  return String(value)
}

/** What is otherwise in `after`, field by field. */
export function differences(before: Strategy, after: Strategy): Difference[] {
  return strategyParts.flatMap((part) => {
    const [old, now] = [before[part], after[part]] as Record<string, unknown>[]
    return Object.keys(now ?? {})
      .map((field) => ({ part, field, before: said(old?.[field]), after: said(now?.[field]) }))
      .filter((one) => one.before !== one.after)
  })
}

/** A goal by which success is told. */
export const SuccessGoal = z.object({
  id: Id,
  name: z.string(),
  metric: z.string(),
  baseline: z.number(),
  target: z.number(),
  startsOn: Day,
  deadline: Day,
})
export type SuccessGoal = z.infer<typeof SuccessGoal>

/** A persona to whom the strategy speaks. */
export const SpokenTo = z.object({ id: Id, name: z.string() })
export type SpokenTo = z.infer<typeof SpokenTo>

export const StrategyState = z.object({
  revision: z.int().min(0).describe('0 while nothing was ever saved'),
  parts: Strategy,
  hidden: z.array(StrategyPart).describe('Parts that whoever asks is not shown; they are empty here'),
  filled: z.array(StrategyPart).describe('Parts that say what they are there for'),
  goals: z.array(SuccessGoal).describe('Those of its goals that whoever asks sees'),
  personas: z.array(SpokenTo).describe('Those of its audience'),
  savedAt: z.iso.datetime().nullable(),
  savedBy: z.string().nullable().describe('Null for a program, or somebody who has left'),
  reviewDue: z.boolean().describe('The day of the review has come'),
})
export type StrategyState = z.infer<typeof StrategyState>

const reason = z.string().trim().max(300).default('')
const revision = z.int().min(0).describe('The revision that you have read')

/** Parts that are not named stay. */
export const StrategyBody = z.object({ revision, parts: SomeParts, reason })
export type StrategyBody = z.infer<typeof StrategyBody>

export const RestoreBody = z.object({ revision, reason })
export type RestoreBody = z.infer<typeof RestoreBody>

export const Revision = z.object({
  number: z.int(),
  parts: z.array(StrategyPart).describe('Which parts it changed'),
  reason: z.string(),
  author: z.string().nullable().describe('Null for a program, or somebody who has left'),
  restoredFrom: z.int().nullable(),
  createdAt: z.iso.datetime(),
})
export type Revision = z.infer<typeof Revision>

export const RevisionsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(200).optional(),
})
export type RevisionsQuery = z.infer<typeof RevisionsQuery>
export const RevisionList = z.object({ items: z.array(Revision), next: z.string().nullable() })

export const RevisionNumber = z.object({ number: z.coerce.number().int().min(1).max(2_147_483_647) })
export const AgainstQuery = z.object({
  against: z.coerce
    .number()
    .int()
    .min(0)
    .max(2_147_483_647)
    .optional()
    .describe('Another revision; without it, the one before'),
})

export const RevisionDetail = Revision.extend({
  body: Strategy,
  against: z.int().describe('With which it was compared; 0 is the empty strategy'),
  differences: z.array(Difference),
})
export type RevisionDetail = z.infer<typeof RevisionDetail>

export const StrategyLink = z.object({
  id: Id,
  label: z.string(),
  parts: z.array(StrategyPart),
  madeBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  opens: z.int().describe('How often it was opened'),
  openedAt: z.iso.datetime().nullable(),
  /** `void`: who made it may not share any more. */
  state: z.enum(['open', 'over', 'void']),
})
export type StrategyLink = z.infer<typeof StrategyLink>
export const StrategyLinkList = z.object({ items: z.array(StrategyLink) })
export const StrategyLinkId = z.object({ id: Id })

export const StrategyLinkBody = z.object({
  label: z.string().trim().max(80).default(''),
  parts: z.array(StrategyPart).min(1).max(strategyParts.length),
  days: z.int().min(1).max(90).default(14),
})
export type StrategyLinkBody = z.infer<typeof StrategyLinkBody>

/** `url` is shown this once. */
export const MadeStrategyLink = StrategyLink.extend({ url: z.url() })
export type MadeStrategyLink = z.infer<typeof MadeStrategyLink>

/** What the link carries behind its #, where neither a log nor a server on the way sees it. */
export const SharedToken = z.object({ token: z.string().max(200) })

/** What somebody with a link reads. Parts that are not shared are not there. */
export const SharedStrategy = z.object({
  workspace: z.string(),
  shown: z.array(StrategyPart),
  parts: Strategy,
  goals: z.array(SuccessGoal),
  personas: z.array(SpokenTo),
  savedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
})
export type SharedStrategy = z.infer<typeof SharedStrategy>

/** Houses whose strategy is written down to begin from. */
export const exampleIds = ['bakery', 'machines', 'school', 'museum', 'shop'] as const
export type ExampleId = (typeof exampleIds)[number]

export const ExamplesQuery = z.object({ language: z.string().max(35).optional() })
export const StrategyExample = z.object({
  id: z.enum(exampleIds),
  name: z.string(),
  about: z.string(),
  strategy: Strategy,
})
export type StrategyExample = z.infer<typeof StrategyExample>
export const StrategyExamples = z.object({ items: z.array(StrategyExample) })
