import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** Roles that have the right to approve; nobody else can be asked, by name or by role. */
export const approvingRoles = ['owner', 'manager', 'client'] as const
export const ApprovingRole = z.enum(approvingRoles)
export type ApprovingRole = z.infer<typeof ApprovingRole>

/** Of the matrix of the team: who does a kind of work, or who answers for it. Whoever it is at that moment is asked. */
export const askedParts = ['responsible', 'approves'] as const
export const AskedPart = z.enum(askedParts)
export type AskedPart = z.infer<typeof AskedPart>

const senderRoles = ['owner', 'manager', 'editor', 'contributor', 'moderator', 'analyst', 'client'] as const
const PersonId = z.string().min(1).max(100)
const uniqueIds = (most: number) =>
  z
    .array(Id)
    .max(most)
    .transform((all) => [...new Set(all)])

export const mostRules = 50
export const mostSteps = 8

export const StepBody = z
  .object({
    /** Of a step that is there already: its approvals stay. */
    id: Id.optional(),
    name: z.string().trim().min(1).max(80),
    how: z.enum(['any', 'all']).describe('One of those asked is enough, or each of them'),
    people: z.array(PersonId).max(30).default([]),
    roles: z.array(ApprovingRole).max(3).default([]),
    team: z
      .array(z.object({ workId: Id, part: AskedPart }))
      .max(20)
      .default([])
      .describe('Whoever the matrix of the team names for a kind of work, at the time'),
    clients: z.boolean().default(false).describe('People outside, by a link'),
    hours: z.int().min(1).max(2000).nullable().default(null),
    working: z.boolean().default(false).describe('Hours of Monday to Friday only, where the workspace is'),
    remindHours: z.int().min(1).max(500).nullable().default(null).describe('So long before the deadline'),
    atDeadline: z.enum(['nothing', 'remind', 'escalate']).default('nothing'),
    escalateTo: z.array(PersonId).max(10).default([]),
    moveMinutes: z
      .int()
      .min(0)
      .max(100_000)
      .nullable()
      .default(null)
      .describe('How far its time may move without being asked again; null: freely'),
  })
  .refine((step) => step.people.length + step.roles.length + step.team.length > 0 || step.clients, {
    error: 'Say who is asked: people, a role, somebody by the matrix of the team, or clients by a link.',
    params: { code: 'nobody_asked' },
    path: ['people'],
  })
  .refine((step) => step.atDeadline !== 'escalate' || step.escalateTo.length > 0, {
    error: 'Say who is asked after the deadline.',
    params: { code: 'required' },
    path: ['escalateTo'],
  })
export type StepBody = z.infer<typeof StepBody>

const ruleFields = {
  name: z.string().trim().min(1).max(80),
  enabled: z.boolean().default(true),
  /** Of each list: empty for all. */
  channelIds: uniqueIds(200).default([]),
  categories: z
    .array(z.enum(['engaging', 'brand', 'educational', 'promotional']))
    .max(4)
    .default([]),
  campaignIds: uniqueIds(200).default([]),
  senderRoles: z.array(z.enum(senderRoles)).max(7).default([]),
  own: z.boolean().default(false).describe('Whether the word of whoever wrote the post counts'),
}
export const RuleBody = z.object({ ...ruleFields, steps: z.array(StepBody).min(1).max(mostSteps) })
export type RuleBody = z.infer<typeof RuleBody>
export const RuleChange = RuleBody.extend({ version: z.int().min(1) })
export type RuleChange = z.infer<typeof RuleChange>

const Somebody = z.object({ id: z.string(), name: z.string() })
export type Somebody = z.infer<typeof Somebody>

const AskedOfTeam = z.object({ workId: Id, work: z.string(), part: AskedPart })

/** Whom the matrix of the team names. */
const NamedByTeam = z.array(
  z.object({
    name: z.string(),
    may: z.boolean().describe('Whether they have an account here, and the right to approve'),
  }),
)
/** A kind of work, and who would be asked by it now. */
export const AskableWork = z.object({
  id: Id,
  name: z.string(),
  responsible: NamedByTeam,
  approves: NamedByTeam,
})
export type AskableWork = z.infer<typeof AskableWork>

export const Step = z.object({
  id: Id,
  name: z.string(),
  how: z.enum(['any', 'all']),
  people: z.array(Somebody),
  /** Seats of people who are gone: the step cannot be passed by all until the rule is changed. */
  empty: z.int(),
  roles: z.array(ApprovingRole),
  team: z.array(AskedOfTeam),
  clients: z.boolean(),
  hours: z.int().nullable(),
  working: z.boolean(),
  remindHours: z.int().nullable(),
  atDeadline: z.enum(['nothing', 'remind', 'escalate']),
  escalateTo: z.array(Somebody),
  moveMinutes: z.int().nullable(),
})
export type Step = z.infer<typeof Step>
export const Rule = z.object({
  id: Id,
  name: z.string(),
  enabled: z.boolean(),
  channelIds: z.array(Id),
  categories: z.array(z.string()),
  campaignIds: z.array(Id),
  senderRoles: z.array(z.string()),
  own: z.boolean(),
  steps: z.array(Step),
  version: z.int(),
  waiting: z.int().describe('Posts that wait in its steps'),
})
export type Rule = z.infer<typeof Rule>
export const RuleList = z.object({
  items: z.array(Rule),
  people: z.array(Somebody.extend({ role: z.string() })).describe('Who can be asked'),
  works: z.array(AskableWork).describe('Kinds of work of the matrix of the team'),
})
export type RuleList = z.infer<typeof RuleList>
export const RuleId = z.object({ id: Id })

/** So much of what stands around quoted words is remembered with them. */
export const aroundQuote = 40
const around = z.string().max(aroundQuote)

/** Words that a remark is about: where they stood, what they were and what stood around them, so that they are found again after an edit. */
export const Anchor = z.object({
  part: z.int().min(0).max(100),
  start: z.int().min(0).max(100_000),
  end: z.int().min(0).max(100_000),
  quote: z.string().min(1).max(2000),
  before: around.optional(),
  after: around.optional(),
})
export type Anchor = z.infer<typeof Anchor>

/** Some words of a text, with what stands around them. */
export function anchorAt(text: string, part: number, start: number, end: number): Anchor {
  const last = Math.min(end, start + 2000)
  return {
    ...{ part, start, end: last, quote: text.slice(start, last) },
    before: text.slice(Math.max(0, start - aroundQuote), start),
    after: text.slice(last, last + aroundQuote),
  }
}

type Found = { start: number; score: number }

/**
 * Where quoted words stand now: where most of what stood around them still does, and of several such places at the nearest;
 * null: they are gone.
 */
export function locate(text: string, anchor: Anchor): { start: number; end: number } | null {
  const { start, end, quote } = anchor
  if (text.slice(start, end) === quote && isMeant(scoreAt(text, start, anchor), anchor)) return { start, end }
  let best: Found | null = null
  for (let at = text.indexOf(quote), found = 0; at >= 0 && found < 1000; found++) {
    const here = { start: at, score: scoreAt(text, at, anchor) }
    if (best === null || isBetter(here, best, start)) best = here
    at = text.indexOf(quote, at + 1)
  }
  if (best === null || !isMeant(best.score, anchor)) return null
  return { start: best.start, end: best.start + quote.length }
}

const isBetter = (one: Found, other: Found, start: number): boolean =>
  one.score === other.score
    ? Math.abs(one.start - start) < Math.abs(other.start - start)
    : one.score > other.score

/** A short word stands in many places: where little of what stood around it does, it is another one. */
const isMeant = (score: number, { quote, before = '', after = '' }: Anchor): boolean =>
  quote.length >= 12 || score >= Math.min(2, before.length + after.length)

function scoreAt(text: string, at: number, { quote, before = '', after = '' }: Anchor): number {
  const next = at + quote.length
  let [left, right] = [0, 0]
  while (left < before.length && text[at - 1 - left] === before[before.length - 1 - left]) left++
  while (right < after.length && text[next + right] === after[right]) right++
  return left + right
}

const CommentKind = z.enum(['comment', 'change'])
const words = z.string().trim().min(1).max(5000)
export const CommentBody = z.object({
  kind: CommentKind.default('comment'),
  words,
  channelId: Id.nullable().default(null),
  anchor: Anchor.nullable().default(null),
  mentions: z.array(PersonId).max(20).default([]),
  replyTo: Id.nullable().default(null).describe('The remark that it answers'),
  forClients: z.boolean().default(false).describe('Clients read it too; what they say themselves they do'),
})
export type CommentBody = z.infer<typeof CommentBody>
export const CommentChange = z
  .object({
    words,
    mentions: z.array(PersonId).max(20).describe('With the words: who is called upon in them'),
    deleted: z.boolean(),
  })
  .partial()
export type CommentChange = z.infer<typeof CommentChange>
export const ResolveBody = z.object({ resolved: z.boolean().default(true) }).default({ resolved: true })
export const CommentId = z.object({ id: Id, commentId: Id })

/** For how long somebody may change or take back what clients read or what holds a post. What the team says among itself has no end. */
export const editableMinutes = 15

export const Comment = z.object({
  id: Id,
  kind: CommentKind,
  words: z.string(),
  channelId: Id.nullable(),
  anchor: Anchor.nullable(),
  replyTo: Id.nullable(),
  mentions: z.array(Somebody).describe('Who is called upon in it'),
  by: z.string(),
  byLink: z.boolean(),
  forClients: z.boolean(),
  mine: z.boolean(),
  editable: z.boolean(),
  current: z.boolean().describe('Said of what the post says now'),
  mayResolve: z.boolean(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  deleted: z.boolean(),
})
export type Comment = z.infer<typeof Comment>
export const CommentList = z.object({ items: z.array(Comment) })

const Yes = z.object({
  id: Id,
  channelId: Id,
  by: z.string(),
  /** In whose place, when somebody stood in. */
  instead: z.string().nullable(),
  byLink: z.boolean(),
  at: z.iso.datetime(),
  current: z.boolean(),
  mine: z.boolean(),
})

export const AskState = z.enum(['open', 'later', 'done', 'idle'])
const Ask = z.object({
  stepId: Id,
  ruleId: Id,
  rule: z.string(),
  step: z.string(),
  position: z.int(),
  state: AskState,
  how: z.enum(['any', 'all']),
  asked: z.array(z.string()).describe('Names and roles of those who are asked'),
  empty: z.int(),
  unfilled: z.array(z.string()).describe('Kinds of work for which the matrix names nobody who may approve'),
  openChannels: z.array(Id),
  deadline: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  votes: z.array(Yes),
  mine: z.boolean().describe('Whoever asks may say yes to it now'),
})
export type Ask = z.infer<typeof Ask>

/** What a post says on a channel, and what it said when somebody said yes last. */
const Version = z.object({
  channelId: Id,
  digest: z.string(),
  content: z.json(),
  approved: z.object({ digest: z.string(), content: z.json(), at: z.iso.datetime() }).nullable(),
})
export type Version = z.infer<typeof Version>

export const Standing = z.object({
  /** Whether a rule or a request holds it. */
  held: z.boolean(),
  needs: z
    .array(
      z.object({
        step: z.string(),
        who: z.array(z.string()),
        roles: z.array(ApprovingRole).describe('Who would be asked by their role, where nobody is there'),
      }),
    )
    .describe('Steps that say no yet to what it says now, were it to leave this moment; also of a draft'),
  published: z.boolean().describe('What is asked about is a change of something that is out'),
  seen: z.string().describe('Stands for exactly these words and this time: sent back with a yes'),
  asks: z.array(Ask),
  versions: z.array(Version),
  comments: z.array(Comment),
})
export type Standing = z.infer<typeof Standing>

export const ApproveBody = z.object({ seen: z.string().min(1).max(64) })
export const ApproveManyBody = z.object({
  items: z
    .array(z.object({ postId: Id, seen: z.string().min(1).max(64) }))
    .min(1)
    .max(100),
})
export type ApproveManyBody = z.infer<typeof ApproveManyBody>
export const Approved = z.object({
  steps: z.int().describe('Steps in which it counted'),
  complete: z.boolean().describe('Nothing is missing any more'),
  scheduled: z.boolean().describe('A proposal went on its way with it'),
  problem: z.string().nullable().describe('Why it could not be scheduled although everybody said yes'),
})
export type Approved = z.infer<typeof Approved>
export const ApprovedMany = z.object({
  items: z.array(
    z.object({
      postId: Id,
      done: Approved.nullable(),
      error: z.object({ code: z.string(), detail: z.string() }).nullable(),
    }),
  ),
})
export type ApprovedMany = z.infer<typeof ApprovedMany>
export const VoteId = z.object({ id: Id, voteId: Id })

export const QueueQuery = z.object({
  whose: z.enum(['mine', 'all']).default('mine'),
  order: z.enum(['deadline', 'asked']).default('deadline'),
  channel: Id.optional(),
  campaign: Id.optional(),
  rule: Id.optional(),
  overdue: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(500).optional(),
})
export type QueueQuery = z.infer<typeof QueueQuery>

export const QueueItem = z.object({
  id: Id,
  postId: Id,
  step: z.string(),
  rule: z.string(),
  title: z.string(),
  text: z.string(),
  author: z.string().nullable(),
  channelIds: z.array(Id).describe('Where something is still open'),
  dueAt: z.iso.datetime().nullable(),
  askedAt: z.iso.datetime().nullable(),
  deadline: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  requests: z.int().describe('Requests for change that hold it'),
  seen: z.string(),
  mine: z.boolean(),
  atOnce: z.boolean().describe('It goes out with the last yes'),
  published: z.boolean().describe('It is out there already, and is to say something else'),
})
export type QueueItem = z.infer<typeof QueueItem>
export const Queue = z.object({ items: z.array(QueueItem), next: z.string().nullable() })
export type Queue = z.infer<typeof Queue>

export const StandInBody = z.object({
  standInId: PersonId,
  from: z.iso.datetime({ offset: true }),
  until: z.iso.datetime({ offset: true }),
})
export type StandInBody = z.infer<typeof StandInBody>
export const StandIn = z.object({
  id: Id,
  person: z.string(),
  standIn: z.string(),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  state: z.enum(['coming', 'now', 'over']),
  mine: z.boolean(),
})
export type StandIn = z.infer<typeof StandIn>
export const StandInList = z.object({
  items: z.array(StandIn),
  people: z.array(Somebody).describe('Who has the right to take a place'),
})
export type StandInList = z.infer<typeof StandInList>
export const StandInId = z.object({ id: Id })
