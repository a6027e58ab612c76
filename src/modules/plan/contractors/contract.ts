import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { Currency, Minor } from '../money/contract.ts'

const Day = z.iso.date()

export const jobStates = [
  'brief',
  'looking',
  'agreed',
  'delivered',
  'changes',
  'accepted',
  'cancelled',
] as const
export const JobState = z.enum(jobStates)
export type JobState = z.infer<typeof JobState>

/** Where a job can go from where it is. A step too far can be taken back. */
export const movesFrom: Readonly<Record<JobState, readonly JobState[]>> = {
  brief: ['looking', 'cancelled'],
  looking: ['agreed', 'brief', 'cancelled'],
  agreed: ['delivered', 'looking', 'cancelled'],
  delivered: ['accepted', 'changes', 'agreed', 'cancelled'],
  changes: ['delivered', 'cancelled'],
  accepted: ['delivered'],
  cancelled: ['brief'],
}

/** Nothing is done on these any more. */
export const closedStates = ['accepted', 'cancelled'] as const satisfies readonly JobState[]

const Words = z.string().trim().max(5000)

export const Criterion = z.object({ words: z.string().trim().min(1).max(300), met: z.boolean() })
export type Criterion = z.infer<typeof Criterion>

const fields = {
  title: z.string().trim().min(1).max(160),
  brief: Words.describe('What is to be made'),
  reason: Words.describe('Why'),
  place: z.string().trim().max(200).describe('Where it is to appear'),
  criteria: z.array(Criterion).max(30).describe('By what one sees that it is done'),
  deadline: Day.nullable(),
  lineId: Id.nullable().describe('The line of the budget that pays for it'),
  workId: Id.nullable().describe('The kind of work: who approves it takes it over'),
  ownerId: z.string().max(100).nullable().describe('Whoever looks after it'),
  remindDays: z.int().min(0).max(60).describe('So many days before the deadline people are told'),
}

export const JobBody = z.object({
  title: fields.title,
  brief: fields.brief.default(''),
  reason: fields.reason.default(''),
  place: fields.place.default(''),
  criteria: fields.criteria.default([]),
  deadline: fields.deadline.default(null),
  lineId: fields.lineId.default(null),
  workId: fields.workId.default(null),
  ownerId: fields.ownerId.default(null),
  remindDays: fields.remindDays.default(2),
})
export type JobBody = z.infer<typeof JobBody>

/** The whole brief, over the version that was read. */
export const JobChange = z.object({ ...fields, version: z.int().min(1) })
export type JobChange = z.infer<typeof JobChange>

export const candidateStates = ['found', 'asked', 'offered', 'declined'] as const
export const CandidateState = z.enum(candidateStates)

const candidate = {
  name: z.string().trim().min(1).max(120),
  contact: z.string().trim().max(300),
  minor: Minor.nullable().describe('What they ask, in minor units'),
  currency: Currency.nullable(),
  note: z.string().trim().max(2000),
  state: CandidateState,
}
const priced = {
  error: 'A price has a currency, and a currency a price.',
  params: { code: 'price_and_currency' },
  path: ['minor'],
}
const isPriced = ({ minor, currency }: { minor: number | null; currency: string | null }): boolean =>
  (minor === null) === (currency === null)

export const CandidateBody = z
  .object({
    name: candidate.name,
    contact: candidate.contact.default(''),
    minor: candidate.minor.default(null),
    currency: candidate.currency.default(null),
    note: candidate.note.default(''),
    state: candidate.state.default('found'),
  })
  .refine(isPriced, priced)
export type CandidateBody = z.infer<typeof CandidateBody>

/** The whole candidate, over the version that was read. */
export const CandidateChange = CandidateBody.safeExtend({ version: z.int().min(1) })
export type CandidateChange = z.infer<typeof CandidateChange>

export const Candidate = z.object({ id: Id, ...candidate, chosen: z.boolean(), version: z.int() })
export type Candidate = z.infer<typeof Candidate>

const Person = z.object({ id: z.string(), name: z.string() })

export const Job = z.object({
  id: Id,
  ...fields,
  state: JobState,
  owner: Person.nullable(),
  work: z.string().nullable(),
  line: z.string().nullable(),
  contractor: z.string().nullable().describe('Who does it, once it is agreed'),
  minor: z.int().nullable().describe('The price that was agreed; null also for who does not see money'),
  currency: z.string().nullable(),
  rights: z.string().describe('What of their rights they hand over'),
  overdue: z.boolean(),
  version: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Job = z.infer<typeof Job>

export const JobNote = z.object({
  id: Id,
  state: JobState.nullable().describe('It was moved there; null where somebody only said something'),
  work: z.string().nullable().describe('Under which kind of work it was moved'),
  words: z.string(),
  author: Person.nullable(),
  createdAt: z.iso.datetime(),
})
export type JobNote = z.infer<typeof JobNote>

export const FilePurpose = z.enum(['brief', 'work'])
export type FilePurpose = z.infer<typeof FilePurpose>
const Address = z.url({ protocol: /^https?$/ }).max(2000)

export const FileBody = z
  .object({
    purpose: FilePurpose,
    mediaId: Id.nullable().default(null),
    url: Address.nullable().default(null),
    name: z.string().trim().max(200).default(''),
  })
  .refine(({ mediaId, url }) => (mediaId === null) !== (url === null), {
    error: 'A file is a picture or film of the library, or an address.',
    params: { code: 'file_or_address' },
    path: ['url'],
  })
export type FileBody = z.infer<typeof FileBody>

export const JobFile = z.object({
  id: Id,
  purpose: FilePurpose,
  mediaId: Id.nullable(),
  url: z.string().nullable(),
  name: z.string(),
})
export type JobFile = z.infer<typeof JobFile>

export const JobDetail = Job.extend({
  candidates: z.array(Candidate),
  notes: z.array(JobNote).describe('Newest first; at most the last five hundred'),
  files: z.array(JobFile),
  /** Who takes it over by the matrix of the team; empty where nobody is named there. */
  approvers: z.array(z.object({ userId: z.string().nullable(), name: z.string() })),
  /** Whether whoever asks may take it over. */
  mayAccept: z.boolean(),
  /** Whether its kind of work may be changed by whoever asks. */
  mayChangeWork: z.boolean(),
})
export type JobDetail = z.infer<typeof JobDetail>

export const JobsQuery = z.object({
  show: z.enum(['open', 'closed']).default('open'),
  state: JobState.optional(),
  text: z.string().trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(400).optional(),
})
export type JobsQuery = z.infer<typeof JobsQuery>
export const JobList = z.object({ items: z.array(Job), next: z.string().nullable() })
export type JobList = z.infer<typeof JobList>

export const Terms = z
  .object({
    candidateId: Id,
    minor: Minor.nullable().default(null),
    currency: Currency.nullable().default(null),
    rights: Words.default(''),
    deadline: Day.nullable().default(null),
  })
  .refine(isPriced, priced)
export type Terms = z.infer<typeof Terms>

export const MoveBody = z.object({
  to: JobState,
  version: z.int().min(1),
  words: Words.default('').describe('Why; needed for changes, and for taking over what does not meet all'),
  terms: Terms.nullable().default(null).describe('Needed for agreeing'),
  enter: z
    .boolean()
    .default(false)
    .describe('With the acceptance: enter the agreed price as spent on its line'),
})
export type MoveBody = z.infer<typeof MoveBody>

export const CommentBody = z.object({ words: Words.min(1) })
export type CommentBody = z.infer<typeof CommentBody>

export const JobId = z.object({ id: Id })
export const CandidateId = z.object({ id: Id, candidateId: Id })
export const NoteId = z.object({ id: Id, noteId: Id })
export const FileId = z.object({ id: Id, fileId: Id })
export const mostJobs = 5000
export const mostCandidates = 50
export const mostFiles = 100
export const mostNotes = 500
