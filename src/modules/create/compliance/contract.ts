import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { BannedWord } from '../../plan/advice/contract.ts'
import { Connection } from './plain/tie.ts'

export {
  ClaimKind,
  Connection,
  ConnectionKind,
  claimKinds,
  connectionKinds,
  Evidence,
  EvidenceList,
  tieThatHolds,
} from './plain/tie.ts'

const Day = z.iso.date()

/** Whose rules are asked for. `base`: what holds everywhere; it is never chosen. */
export const jurisdictions = ['US', 'GB', 'EU', 'DE', 'FR', 'RU', 'IN'] as const
export const Jurisdiction = z.enum(jurisdictions)
export type Jurisdiction = z.infer<typeof Jurisdiction>

/** How sure it is that the rule says so. `own`: nobody’s law, but what this program stands for. */
export const confidences = ['own', 'primary', 'secondary', 'contradicted', 'unverified'] as const
export const Confidence = z.enum(confidences)
export type Confidence = z.infer<typeof Confidence>

/** What can be found. */
export const findingCodes = [
  'missing',
  'unclear',
  'late',
  'first',
  'buried',
  'elsewhere',
  'other_language',
  'film',
  'sponsor_missing',
  'number_missing',
  'erid_missing',
  'erid_shape',
  'erid_after',
  'erid_link',
  'barred_network',
  'ask_connection',
  'ask_own_brand',
  'claim',
  'contest_mechanic',
  'contest_words',
  'contest_tag',
  'goods',
  'machine_made',
  'banned_word',
] as const
export const FindingCode = z.enum(findingCodes)
/** What rules of packs speak of; a list of words is no pack’s. */
const RuleCode = FindingCode.exclude(['banned_word'])
export type RuleCode = z.infer<typeof RuleCode>
export type FindingCode = z.infer<typeof FindingCode>

/** The rule of the brand’s own list of words; it stands in no pack. */
export const ownWords = 'own.words'

const PackName = z.object({ id: z.string(), version: z.string() })

/** A press that mends it: words to be put before the text, or in the place of other words. */
export const Mend = z.object({ before: z.string(), instead: z.string().nullable() })
export type Mend = z.infer<typeof Mend>

export const Finding = z.object({
  rule: z.string().describe('The rule that speaks, such as us.F3'),
  code: FindingCode,
  level: z.enum(['error', 'warning']),
  channelId: z.string(),
  part: z.int().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The packs that say so, the one that speaks first. */
  packs: z.array(z.string()),
  confidence: Confidence,
  source: z.object({ url: z.string(), on: z.string() }),
  mend: Mend.nullable(),
})
export type Finding = z.infer<typeof Finding>

export const Override = z.object({
  reason: z.string(),
  by: z.string().nullable().describe('Null for a program, or who has left'),
  at: z.iso.datetime(),
})
export const Judged = Finding.extend({ detail: z.string(), override: Override.nullable() })
export type Judged = z.infer<typeof Judged>

/** What the packs say to a post as it is saved now, for the day on which it goes out. */
export const PostCompliance = z.object({
  version: z.int(),
  day: Day,
  packs: z.array(PackName),
  items: z.array(Judged),
  mayOverride: z.boolean(),
})
export type PostCompliance = z.infer<typeof PostCompliance>

export const CheckedPost = z.object({ id: Id })

export const OverrideBody = z.object({
  rule: z.string().min(1).max(60),
  channelId: Id,
  /** The version that was looked at: what was changed since is not let pass unseen. */
  version: z.int(),
  reason: z
    .string()
    .trim()
    .min(5, 'Say why, in a few words.')
    .max(1000)
    .nullable()
    .describe('Null takes it back'),
})
export type OverrideBody = z.infer<typeof OverrideBody>

/** What was found when words were frozen, the newest first. */
export const Result = z.object({
  id: Id,
  channelId: Id,
  version: z.int().describe('Of the post'),
  forDay: Day,
  at: z.iso.datetime(),
  packs: z.array(PackName),
  found: z.array(Judged),
})
export type Result = z.infer<typeof Result>
export const ResultList = z.object({ items: z.array(Result).describe('At most the newest 200') })

const Source = z.object({ url: z.string(), on: Day })

export const RuleFacts = z.object({
  id: z.string(),
  code: RuleCode,
  severity: z.enum(['error', 'warning']),
  confidence: Confidence,
  source: Source,
  validFrom: Day,
  validUntil: Day.nullable(),
  /** What it asks, in one English sentence; the screen has its own words under the code. */
  says: z.string(),
  accepts: z.array(z.string()),
  rejects: z.array(z.string()),
  off: z
    .object({ reason: z.string(), by: z.string().nullable(), at: z.iso.datetime() })
    .nullable()
    .describe('Switched off here, by whom and why'),
})
export type RuleFacts = z.infer<typeof RuleFacts>

export const PackFacts = z.object({
  id: z.string(),
  jurisdiction: Jurisdiction.nullable().describe('Null: holds everywhere'),
  version: z.string(),
  name: z.string(),
  languages: z.array(z.string()),
  applies: z.boolean().describe('Asked for by the workspace or one of its channels'),
  rules: z.array(RuleFacts),
})
export type PackFacts = z.infer<typeof PackFacts>

const Chosen = z.array(Jurisdiction).max(jurisdictions.length)
const PerChannel = z.array(z.object({ channelId: Id, jurisdictions: Chosen })).max(200)

/** Where the people are for whom is published. `version` 0 and no jurisdictions: nobody has said. */
export const ComplianceSettings = z.object({
  version: z.int().min(0),
  jurisdictions: Chosen,
  channels: PerChannel.describe('Channels whose people are elsewhere'),
})
export type ComplianceSettings = z.infer<typeof ComplianceSettings>

export const Compliance = z.object({
  settings: ComplianceSettings,
  packs: z.array(PackFacts),
  /** What the composer needs to judge while somebody types. */
  personas: z.array(z.object({ id: Id, jurisdictions: Chosen })),
  campaigns: z.array(z.object({ id: Id, connection: Connection })),
  /** Words of the brand’s own list that keep a post back. */
  banned: z.array(BannedWord),
  /** Without names, which are the team’s. */
  influencers: z.array(z.object({ id: Id, connection: Connection })),
})
export type Compliance = z.infer<typeof Compliance>

export const SwitchBody = z.object({
  rule: z.string().min(1).max(60),
  off: z.boolean(),
  reason: z.string().trim().max(1000).default(''),
})
export type SwitchBody = z.infer<typeof SwitchBody>

export const OverrideCountsQuery = z.object({ days: z.coerce.number().int().min(1).max(366).default(90) })
export const OverrideCounts = z.object({
  items: z.array(z.object({ rule: z.string(), count: z.int() })),
})
export type OverrideCounts = z.infer<typeof OverrideCounts>
