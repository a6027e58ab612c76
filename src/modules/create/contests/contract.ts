import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { EntryWay, Facts, PostWay, RulesLanguage } from './plain/facts.ts'
import { factNames } from './plain/packs.ts'
import { Signal, SignalName } from './plain/signals.ts'

export { EntryWay, Facts, PostWay, Prize, RulesLanguage, rulesLanguages } from './plain/facts.ts'
export { asideFrom, Signal, SignalName, signalNames } from './plain/signals.ts'

/** So many people take part in one contest at most; the list is drawn from in one piece. */
export const mostPeople = 100_000
export const mostContests = 500
export const mostPosts = 20

export const ContestStage = z.enum(['draft', 'open', 'frozen', 'drawn', 'cancelled'])
export type ContestStage = z.infer<typeof ContestStage>

export const FormSetting = z.object({
  on: z.boolean(),
  question: z.string().trim().max(300).describe('Asked beside the mail address; empty for none'),
  news: z
    .string()
    .trim()
    .max(600)
    .describe('A second box that nobody has to tick: what they agree to. Empty for none'),
})
export type FormSetting = z.infer<typeof FormSetting>

const name = z.string().trim().min(1).max(120)
export const ContestBody = z.object({ name })
export type ContestBody = z.infer<typeof ContestBody>

const Civil = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Write day and time, such as 2030-06-01T09:00.')

/** What can be set of a draft; a contest that has opened changes its rules with a reason instead. */
export const ContestSetting = z.object({
  version: z.int(),
  name,
  facts: Facts,
  timeZone: z.string().min(1).max(100),
  startsAt: Civil.nullable().describe('By the clock of the time zone'),
  endsAt: Civil.nullable(),
  winners: z.int().min(1).max(100),
  form: FormSetting,
})
export type ContestSetting = z.infer<typeof ContestSetting>

export const reasonText = z.string().trim().min(3).max(1000)
export const RulesChange = z.object({ version: z.int(), facts: Facts, reason: reasonText })
export type RulesChange = z.infer<typeof RulesChange>
export const VersionBody = z.object({ version: z.int() })
export type VersionBody = z.infer<typeof VersionBody>
export const CancelBody = z.object({ version: z.int(), reason: reasonText })
export type CancelBody = z.infer<typeof CancelBody>

export const PostBody = z.object({
  publicationId: Id,
  ways: z
    .array(PostWay)
    .min(1)
    .transform((ways) => [...new Set(ways)]),
})
export type PostBody = z.infer<typeof PostBody>

export const ContestPost = z.object({
  id: Id,
  publicationId: Id,
  channelId: Id,
  channel: z.string(),
  network: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  ways: z.array(PostWay),
  readAt: z.iso.datetime().nullable().describe('When it was last read through to the end'),
  nextAt: z.iso.datetime().nullable(),
  readAfterEnd: z.boolean(),
  partial: z.array(PostWay).describe('Of these the network does not show all'),
  failure: z.string().nullable(),
})
export type ContestPost = z.infer<typeof ContestPost>

export const Missing = z.object({
  fact: z.enum(factNames),
  packs: z.array(z.string()),
  source: z.object({ url: z.string(), on: z.string() }),
  confidence: z.string(),
})

export const PersonState = z.enum(['in', 'aside', 'kept', 'out'])
export type PersonState = z.infer<typeof PersonState>
const Counts = z.object({
  in: z.int(),
  aside: z.int(),
  kept: z.int(),
  out: z.int(),
  unconfirmed: z.int().describe('Whose mail address has not answered yet; they do not count'),
  through: z.int().describe('Who named an account that takes part; they count through it, once'),
})
export type Counts = z.infer<typeof Counts>

export const drawReasons = ['first', 'no_answer', 'declined', 'not_eligible', 'undeliverable'] as const
export const DrawReason = z.enum(drawReasons)
export type DrawReason = z.infer<typeof DrawReason>

export const WinnerState = z.enum([
  'drawn',
  'contacted',
  'accepted',
  'sent',
  'delivered',
  'declined',
  'no_answer',
  'not_eligible',
  'undeliverable',
])
export type WinnerState = z.infer<typeof WinnerState>

export const Winner = z.object({
  id: Id,
  round: z.int(),
  place: z.int(),
  leaf: z.string(),
  personId: Id.nullable().describe('Null: their data is gone'),
  who: z.string().nullable(),
  mail: z.string().nullable(),
  url: z.string().nullable(),
  state: WinnerState,
  version: z.int(),
  contactedAt: z.iso.datetime().nullable(),
  answerBy: z.iso.datetime().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  note: z.string(),
  shownAs: z.string().nullable(),
})
export type Winner = z.infer<typeof Winner>
export const WinnerList = z.object({ items: z.array(Winner) })

export const WinnerChange = z.object({
  version: z.int(),
  state: WinnerState.optional(),
  note: z.string().trim().max(1000).optional(),
  shownAs: z
    .string()
    .trim()
    .max(80)
    .nullable()
    .optional()
    .describe('How they agreed to be named on the public page'),
})
export type WinnerChange = z.infer<typeof WinnerChange>
export const WinnerParams = z.object({ id: Id, winnerId: Id })

const OwnBeacon = z.object({
  words: z.string().trim().min(3).max(300).describe('Which public number, so that everybody finds it'),
  at: z.iso.datetime().describe('When it will be known'),
})
export const Beacon = OwnBeacon.extend({
  drand: z.int().nullish().describe('Its round, where it is a number of drand quicknet'),
})
export const FreezeBody = z.object({
  version: z.int(),
  beacon: z
    .union([z.literal('drand'), OwnBeacon])
    .nullable()
    .describe('drand: the number of a round some minutes later, which is asked for at the draw'),
  anyway: z.boolean().default(false).describe('Although posts could not be read to the end'),
})
export type FreezeBody = z.infer<typeof FreezeBody>

export const DrawBody = z.object({
  round: z.int().min(1).max(32).describe('The one that comes next: whoever is late draws nothing twice'),
  reason: DrawReason,
  winners: z.int().min(1).max(100),
  beacon: z
    .string()
    .trim()
    .max(1000)
    .default('')
    .describe('The public number that was named; of drand its signature, or nothing: it is asked for'),
})
export type DrawBody = z.infer<typeof DrawBody>

const DrawRound = z.object({
  round: z.int(),
  reason: DrawReason,
  winners: z.int(),
  seed: z.string(),
  beacon: z.string(),
  beaconProof: z.string().max(1000).default(''),
  drawnAt: z.iso.datetime(),
  leaves: z.array(z.string()),
})
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
/** The file with which anybody repeats a draw. */
export const DrawFile = z.object({
  format: z.literal('carillon-draw-1'),
  contest: z.string().max(120),
  commitment: Hash,
  openedAt: z.iso.datetime(),
  frozenAt: z.iso.datetime(),
  beacon: Beacon.nullable(),
  listHash: Hash,
  list: z.array(Hash).min(1).max(mostPeople),
  rounds: z
    .array(DrawRound.extend({ seed: Hash, leaves: z.array(Hash).max(100), winners: z.int().min(1).max(100) }))
    .max(32),
})
export type DrawFile = z.infer<typeof DrawFile>

export const ContestSummary = z.object({
  id: Id,
  name: z.string(),
  stage: ContestStage,
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  timeZone: z.string(),
  winners: z.int(),
  people: z.int(),
  aside: z.int(),
  erasedAt: z.iso.datetime().nullable(),
})
export type ContestSummary = z.infer<typeof ContestSummary>
export const ContestQuery = z.object({
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type ContestQuery = z.infer<typeof ContestQuery>
export const ContestPage = z.object({ items: z.array(ContestSummary), next: z.string().nullable() })

export const Contest = z.object({
  id: Id,
  name: z.string(),
  version: z.int(),
  stage: ContestStage,
  facts: Facts,
  timeZone: z.string(),
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  winners: z.int(),
  form: FormSetting,
  url: z.string(),
  missing: z.array(Missing),
  posts: z.array(ContestPost),
  counts: Counts,
  openedAt: z.iso.datetime().nullable(),
  commitment: z.string().nullable(),
  frozenAt: z.iso.datetime().nullable(),
  listHash: z.string().nullable(),
  listed: z.int().nullable(),
  beacon: Beacon.nullable(),
  cancelledAt: z.iso.datetime().nullable(),
  cancelledWhy: z.string().nullable(),
  eraseAt: z.iso.datetime().nullable(),
  erasedAt: z.iso.datetime().nullable(),
  erased: z.object({ people: z.int(), entries: z.int() }).nullable(),
  rules: z.array(
    z.object({ version: z.int(), at: z.iso.datetime(), reason: z.string(), by: z.string().nullable() }),
  ),
  draws: z.array(DrawRound),
  mailReady: z.boolean().describe('Whether mail addresses are asked to answer'),
})
export type Contest = z.infer<typeof Contest>
export const ContestId = z.object({ id: Id })
export const ContestPostParams = z.object({ id: Id, postId: Id })

export const RulesQuery = z.object({ language: RulesLanguage.default('en') })
export const RulesText = z.object({
  title: z.string(),
  sections: z.array(z.object({ heading: z.string(), lines: z.array(z.string()) })),
})
export type RulesText = z.infer<typeof RulesText>

export const Candidate = z.object({
  publicationId: Id,
  channelId: Id,
  channel: z.string(),
  network: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  publishedAt: z.iso.datetime(),
  ways: z.array(PostWay).describe('By which the network lets people take part, and tells who did'),
})
export type Candidate = z.infer<typeof Candidate>
export const CandidateList = z.object({ items: z.array(Candidate) })

export const Taker = z.object({
  id: Id,
  state: PersonState,
  who: z.string(),
  networks: z.array(z.string()),
  ways: z.array(EntryWay),
  mail: z.string().nullable(),
  confirmed: z.boolean(),
  signals: z.array(Signal),
  weight: z.int(),
  reason: z.string(),
  judgedBy: z.string().nullable(),
  merged: z.int().describe('How many others were found to be the same person'),
  through: z
    .string()
    .nullable()
    .describe(
      'The account that they named and that takes part: they count through it, and are not drawn by themselves',
    ),
  at: z.iso.datetime(),
})
export type Taker = z.infer<typeof Taker>
const takerFilter = {
  state: PersonState.optional(),
  signal: SignalName.optional(),
  q: z.string().trim().max(200).default(''),
}
export const TakerQuery = z.object({
  ...takerFilter,
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type TakerQuery = z.infer<typeof TakerQuery>
export const TakerPage = z.object({
  items: z.array(Taker),
  next: z.string().nullable(),
  total: z.int().nullable().describe('How many there are; told with the first page'),
  seen: z
    .string()
    .nullable()
    .describe(
      'Stands for exactly these people as they are now; with it all of them are judged. Told with the first page',
    ),
})

export const TakerDetail = z.object({
  taker: Taker,
  salt: z.string().describe('With what it is identified as, it proves the digest in the list'),
  identity: z.string(),
  leaf: z.string().nullable(),
  entries: z.array(
    z.object({
      id: Id,
      personId: Id,
      way: EntryWay,
      network: z.string().nullable(),
      handle: z.string(),
      name: z.string(),
      url: z.string().nullable(),
      mail: z.string().nullable(),
      words: z.string(),
      at: z.iso.datetime(),
      timed: z.boolean(),
      counts: z.boolean(),
    }),
  ),
  claims: z
    .array(
      z.object({
        network: z.string(),
        handle: z.string(),
        provenAt: z.iso.datetime().nullable(),
        personId: Id.nullable().describe('Who takes part under it'),
      }),
    )
    .describe('Accounts that they named as theirs'),
  merged: z.array(z.object({ id: Id, who: z.string(), how: z.enum(['stated', 'proven', 'staff']) })),
  notes: z.array(
    z.object({
      what: z.enum(['keep', 'exclude', 'reopen', 'merge', 'split', 'linked']),
      reason: z.string(),
      other: z.string().nullable(),
      by: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
})
export type TakerDetail = z.infer<typeof TakerDetail>
export const TakerParams = z.object({ id: Id, personId: Id })

const reasoned = <Body extends { verdict: string; reason: string }>(body: z.ZodType<Body>) =>
  body.refine(({ verdict, reason }) => verdict !== 'exclude' || reason.length >= 3, {
    error: 'Say why they are excluded: they may ask.',
    params: { code: 'required' },
    path: ['reason'],
  })
const why = z.string().trim().max(1000).default('')
export const JudgeBody = reasoned(z.object({ verdict: z.enum(['keep', 'exclude', 'reopen']), reason: why }))
export type JudgeBody = z.infer<typeof JudgeBody>

/** So many can be named one by one; more are judged by what they have in common. */
export const mostNamed = 500
export const JudgeManyBody = reasoned(
  z.object({
    verdict: z.enum(['keep', 'exclude']),
    reason: why,
    of: z.union([
      z.object({ ids: z.array(Id).min(1).max(mostNamed) }),
      z.object({
        ...takerFilter,
        seen: z
          .string()
          .min(1)
          .max(64)
          .describe('From the list that was shown: if there are others by now, nobody is judged'),
      }),
    ]),
  }),
)
export type JudgeManyBody = z.infer<typeof JudgeManyBody>
export const Judged = z.object({
  id: Id.describe('With it, all of it is taken back'),
  people: z.int().describe('How many it changed'),
})
export type Judged = z.infer<typeof Judged>
export const JudgedParams = z.object({ id: Id, judgementId: Id })
export const MergeBody = z.object({ into: Id, reason: reasonText })
export type MergeBody = z.infer<typeof MergeBody>
export const SplitBody = z.object({ other: Id, reason: reasonText })
export type SplitBody = z.infer<typeof SplitBody>
