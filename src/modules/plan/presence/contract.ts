import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { hostOf, isSite } from '../../../networks/kit/hosts.ts'
import { profileParts } from '../../../networks/kit/manifest.ts'
import { Level, SignalId } from '../impostors/contract.ts'
import { Share } from '../personas/contract.ts'

const Instant = z.iso.datetime()
const Count = z.int().nullable()
/** What fills a sentence on the screen. */
const Facts = z.record(z.string().max(40), z.union([z.string().max(2000), z.number()]))

/**
 * `https://www.Brand.example/shop` is meant as `brand.example`. Other alphabets stay as people read them; what is held against
 * it is written alike by `hostOf` on both sides.
 */
const Site = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => isSite(hostOf(text)), {
    error: 'This is no address of a site. Write it such as brand.example.',
    params: { code: 'no_site' },
  })
  .transform((text) =>
    text
      .toLowerCase()
      .normalize('NFC')
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .replace(/[/?#:].*$/s, '')
      .replace(/\.+$/, ''),
  )
  .pipe(z.string().max(253))

const settings = {
  everyWeeks: z.int().min(1).max(26).nullable().describe('How often it is looked; null for only when asked'),
  names: z.array(z.string().trim().min(2).max(80)).max(10).describe('Other names by which people know us'),
  sites: z.array(Site).max(20).describe('Hosts of ours'),
}
export const PresenceSettings = z.object({
  ...settings,
  nextAt: Instant.nullable(),
  version: z.int().describe('0 while nobody has saved any'),
})
export type PresenceSettings = z.infer<typeof PresenceSettings>
export const PresenceSettingsBody = z.object({ ...settings, version: z.int().min(0) })
export type PresenceSettingsBody = z.infer<typeof PresenceSettingsBody>

/** An account of ours: a channel, or one that is not joined and was typed in. */
export const AccountKind = z.enum(['channel', 'account'])
export const AccountSubject = z.object({ kind: AccountKind, id: Id })
export type AccountSubject = z.infer<typeof AccountSubject>

const account = {
  network: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .describe('Of a network that Carillon knows its id, else its name'),
  handle: z.string().trim().min(1).max(253),
  url: z
    .url({ protocol: /^https?$/, error: 'Write the whole address, such as https://example.org/brand.' })
    .max(2000)
    .nullable()
    .default(null),
  note: z.string().trim().max(500).default(''),
}
export const AccountBody = z.object(account)
export type AccountBody = z.infer<typeof AccountBody>
export const TypedAccount = AccountBody.extend({ id: Id })
export type TypedAccount = z.infer<typeof TypedAccount>

export const ProfilePartName = z.enum(profileParts)
export type ProfilePartName = z.infer<typeof ProfilePartName>
/** `unknown`: the network did not tell, which is not a fault. */
export const CheckState = z.enum(['good', 'weak', 'missing', 'unknown'])
export type CheckState = z.infer<typeof CheckState>
export const Check = z.object({ part: ProfilePartName, state: CheckState, facts: Facts })
export type Check = z.infer<typeof Check>

export const PostRef = z.object({
  publicationId: Id,
  text: z.string().max(300),
  url: z.string().nullable(),
  publishedAt: Instant,
  engagements: z.number(),
})
export type PostRef = z.infer<typeof PostRef>

/** A profile as it was seen. */
export const SeenProfile = z.object({
  bio: z.string().max(10_000),
  createdAt: Instant.nullable(),
  followers: Count,
  following: Count,
  posts: Count,
  bot: z.boolean().nullable(),
  links: z.array(z.string().max(2000)).max(40),
  proven: z.array(z.string().max(253)).max(40),
})
export type SeenProfile = z.infer<typeof SeenProfile>

export const AccountVerdict = z.enum(['keep', 'mend', 'close'])
export type AccountVerdict = z.infer<typeof AccountVerdict>
export const SuspectVerdict = z.enum(['impostor', 'not_one', 'ours', 'undecided'])
export type SuspectVerdict = z.infer<typeof SuspectVerdict>
export const AnyVerdict = z.enum([...AccountVerdict.options, ...SuspectVerdict.options])
export type AnyVerdict = z.infer<typeof AnyVerdict>

export const suggestionReasons = [
  'whole',
  'parts_missing',
  'parts_weak',
  'silent',
  'dormant',
  'never_published',
] as const
export const Reason = z.object({ code: z.enum(suggestionReasons), facts: Facts })
export type Reason = z.infer<typeof Reason>

export const Finding = z.object({
  subject: AccountSubject,
  network: z.string(),
  handle: z.string(),
  name: z.string(),
  url: z.string().nullable(),
  /** `not_told`: the network gives programs no look at profiles. `failed`: it did not answer; `failure` says why. */
  looked: z.enum(['looked', 'not_told', 'failed']),
  failure: z.string().max(500).nullable(),
  profile: SeenProfile.nullable(),
  pictureId: Id.nullable(),
  checks: z.array(Check).max(20),
  lastPostAt: Instant.nullable(),
  /** Posts of the last 90 days with their engagements, from the numbers that Carillon collects. */
  best: z.array(PostRef).max(3),
  worst: z.array(PostRef).max(3),
  published: z.int().describe('Posts of the last 90 days'),
  suggestion: z.object({ verdict: AccountVerdict, reasons: z.array(Reason).max(10) }).nullable(),
  search: z
    .object({ requests: z.int(), names: z.int(), found: z.int(), whole: z.boolean() })
    .nullable()
    .describe('How many questions were asked and names looked up; not whole when the network stopped it'),
})
export type Finding = z.infer<typeof Finding>

export const Gap = z.object({
  /** `audience_by_figures`: what is known of the network's audience says it, not the persona. */
  kind: z.enum(['no_account', 'audience_elsewhere', 'audience_by_figures', 'silent']),
  network: z.string(),
  facts: Facts,
})
export type Gap = z.infer<typeof Gap>

export const Change = z.object({
  what: z.enum(['added', 'left', 'check', 'followers', 'handle', 'name']),
  part: ProfilePartName.nullable(),
  before: z.string().max(300).nullable(),
  after: z.string().max(300).nullable(),
})
export type Change = z.infer<typeof Change>
const SuspectRef = z.object({ id: Id, handle: z.string(), before: z.int().nullable(), after: z.int() })

/** What is otherwise than in the run before. */
export const Difference = z.object({
  against: z.int().nullable().describe('The run that it is held against; null for the first'),
  accounts: z
    .array(z.object({ subject: AccountSubject, name: z.string(), changes: z.array(Change).max(30) }))
    .max(200),
  suspects: z.object({
    fresh: z.array(SuspectRef).max(300),
    gone: z.array(SuspectRef).max(300),
    changed: z.array(SuspectRef).max(300),
  }),
})
export type Difference = z.infer<typeof Difference>

export const RunState = z.enum(['waiting', 'running', 'done', 'partial', 'failed'])
export type RunState = z.infer<typeof RunState>
export const Run = z.object({
  id: Id,
  number: z.int(),
  cause: z.enum(['person', 'rhythm']),
  startedBy: z.string().nullable(),
  state: RunState,
  requests: z.int().describe('Questions that networks were asked'),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
})
export type Run = z.infer<typeof Run>
export const RunDetail = Run.extend({
  findings: z.array(Finding),
  gaps: z.array(Gap),
  difference: Difference.nullable(),
})
export type RunDetail = z.infer<typeof RunDetail>
export const RunNumber = z.object({ number: z.coerce.number().int().min(1).max(2_147_483_647) })
export const RunsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(400).optional(),
})
export type RunsQuery = z.infer<typeof RunsQuery>
export const RunList = z.object({ items: z.array(Run), next: z.string().nullable() })

export const HeldVerdict = z.object({
  id: Id,
  verdict: AnyVerdict,
  reason: z.string(),
  author: z.string().nullable(),
  createdAt: Instant,
  withdrawnAt: Instant.nullable(),
})
export type HeldVerdict = z.infer<typeof HeldVerdict>

/** A part of the audience as somebody brought it in. */
export const AudienceTable = z.object({
  personaId: Id,
  persona: z.string(),
  field: z.enum(['age', 'gender', 'language', 'place', 'devices']),
  shares: z.array(Share),
  source: z.string(),
  knownOn: z.iso.date().nullable(),
})
export type AudienceTable = z.infer<typeof AudienceTable>

export const InventoryItem = z.object({
  subject: AccountSubject,
  network: z.string(),
  handle: z.string(),
  name: z.string(),
  url: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  note: z.string(),
  finding: Finding.nullable(),
  verdict: HeldVerdict.nullable(),
})
export type InventoryItem = z.infer<typeof InventoryItem>

/** The most that one audit asks of the network of one account of ours; the screen tells beforehand where that costs. */
export const auditMost = {
  words: 5,
  perSearch: 25,
  names: { one: 75, each: 20 },
  known: 20,
  perKnown: 5,
  /** Newest posts of our own that are looked at. */
  posts: 20,
} as const

/** Accounts that such an audit is told at most, our own among them. */
export const accountsAtMost =
  1 + auditMost.words * auditMost.perSearch + auditMost.names.one + auditMost.known * auditMost.perKnown

export const Overview = z.object({
  settings: PresenceSettings,
  accounts: z.array(InventoryItem),
  /** The newest that ended, and one that waits or works. */
  run: RunDetail.nullable(),
  open: Run.nullable(),
  suspects: z.object({ likely: z.int(), possible: z.int(), impostors: z.int() }),
  audience: z.array(AudienceTable).describe('Who reaches us, from imported tables'),
})
export type Overview = z.infer<typeof Overview>

/** How many wait for a word, for the first page. */
export const SuspectsWaiting = z.object({ likely: z.int() })

export const Signal = z.object({ id: SignalId, points: z.int(), facts: Facts })

export const Suspect = z.object({
  id: Id,
  network: z.string(),
  channelId: Id.nullable(),
  handle: z.string(),
  name: z.string(),
  url: z.string(),
  pictureUrl: z.string().nullable().describe('Our own copy, as a path'),
  profile: SeenProfile,
  points: z.int().min(0).max(100),
  level: Level,
  signals: z.array(Signal),
  firstRun: z.int(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  goneAt: Instant.nullable(),
  verdict: SuspectVerdict.nullable(),
  reportedOn: z.iso.date().nullable(),
  reportNote: z.string(),
  version: z.int(),
})
export type Suspect = z.infer<typeof Suspect>

/** `open`: nobody has decided. */
export const SuspectShow = z.enum(['open', 'impostor', 'not_one', 'ours', 'all'])
export type SuspectShow = z.infer<typeof SuspectShow>
export const SuspectsQuery = z.object({
  show: SuspectShow.default('open'),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(400).optional(),
})
export type SuspectsQuery = z.infer<typeof SuspectsQuery>
export const SuspectList = z.object({ items: z.array(Suspect), next: z.string().nullable() })

export const Evidence = z.object({
  id: Id,
  takenAt: Instant,
  takenBy: z.string().nullable(),
  digest: z.string().describe('SHA-256 of the JSON file, byte for byte'),
})
export type Evidence = z.infer<typeof Evidence>

export const SuspectDetail = Suspect.extend({
  ours: z
    .object({
      handle: z.string(),
      name: z.string(),
      url: z.string().nullable(),
      pictureUrl: z.string().nullable(),
      profile: SeenProfile.nullable(),
    })
    .nullable()
    .describe('The account of ours that it resembles, as it was last seen'),
  history: z.array(HeldVerdict),
  evidence: z.array(Evidence),
  report: z.object({ url: z.string(), how: z.string() }).nullable(),
})
export type SuspectDetail = z.infer<typeof SuspectDetail>

export const SubjectId = z.object({ id: Id })
const reason = z.string().trim().max(500).default('')
export const AccountVerdictBody = z.object({ verdict: AccountVerdict, reason })
export type AccountVerdictBody = z.infer<typeof AccountVerdictBody>
export const SuspectVerdictBody = z.object({ verdict: SuspectVerdict, reason })
export type SuspectVerdictBody = z.infer<typeof SuspectVerdictBody>
export const AccountPath = z.object({ kind: AccountKind, id: Id })
export const VerdictHistory = z.object({ items: z.array(HeldVerdict) })

export const ReportBody = z.object({
  on: z.iso.date().nullable().describe('The day of the report; null takes it back'),
  note: z.string().trim().max(500).default(''),
  version: z.int().min(1),
})
export type ReportBody = z.infer<typeof ReportBody>

export const PresenceExportQuery = z.object({
  of: z.enum(['accounts', 'suspects']).default('accounts'),
  form: z.enum(['csv', 'json']).default('csv'),
})
export type PresenceExportQuery = z.infer<typeof PresenceExportQuery>
