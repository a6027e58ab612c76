import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** The life of a delivery. What each state means to people stands in the screen's messages under its name. */
export const DeliveryState = z.enum([
  'scheduled',
  'claimed',
  'sending',
  'sent',
  'published',
  'waiting',
  'handed',
  'failed',
  'in_doubt',
  'missed',
  'cancelled',
])
export type DeliveryState = z.infer<typeof DeliveryState>

/** What a person can do with a delivery; each is `POST /deliveries/:id/<action>`. */
export const DeliveryAction = z.enum([
  'retry',
  'look',
  'mark-published',
  'cancel',
  'publish-now',
  'reschedule',
  'hand-over',
  'take',
  'skip',
  'dismiss',
  'unmark',
])
export type DeliveryAction = z.infer<typeof DeliveryAction>

/**
 * What a person can do in each state. `look` is offered only where the network lets us look or repeat with our key;
 * `publish-now` of what is in somebody's hands only where a program can send it, and `hand-over` of what waits only where
 * nobody will be handed it anyway; `unmark` for a while after somebody said that it is out; `dismiss` where something
 * did not come along with what is out.
 */
export const actionsOf = {
  scheduled: ['reschedule', 'publish-now', 'hand-over', 'cancel'],
  claimed: ['reschedule', 'publish-now', 'cancel'],
  sending: ['look'],
  sent: ['look'],
  published: ['dismiss', 'unmark'],
  waiting: ['publish-now', 'reschedule', 'hand-over', 'cancel'],
  handed: ['mark-published', 'take', 'reschedule', 'publish-now', 'skip'],
  failed: ['retry', 'hand-over', 'reschedule', 'mark-published', 'cancel'],
  in_doubt: ['look', 'mark-published', 'retry', 'hand-over', 'cancel'],
  missed: ['publish-now', 'hand-over', 'reschedule', 'mark-published', 'cancel'],
  cancelled: [],
} as const satisfies Record<DeliveryState, readonly DeliveryAction[]>

/** States in which nothing happens any more unless a person does something. */
export const needingPeople = [
  'failed',
  'in_doubt',
  'missed',
  'handed',
] as const satisfies readonly DeliveryState[]

export const FailureKind = z.enum(['later', 'reconnect', 'rejected', 'unknown'])

export const Delivery = z.object({
  id: Id,
  postId: Id,
  variantId: Id.nullable(),
  channel: z.object({
    id: Id,
    network: z.string(),
    handle: z.string(),
    name: z.string(),
    avatarUrl: z.string().nullable(),
    timeZone: z.string(),
  }),
  state: DeliveryState,
  dueAt: z.iso.datetime().describe('When it is wanted at the network'),
  nextAt: z.iso.datetime().describe('When it is tried, looked for or asked about next'),
  attempts: z.int(),
  firstAttemptAt: z.iso.datetime().nullable(),
  publishedAt: z.iso.datetime().nullable(),
  failure: z
    .object({ kind: FailureKind, code: z.string(), words: z.string() })
    .nullable()
    .describe('Why it is in this state, as a stable code and as a sentence'),
  byHand: z.boolean().describe('No program may publish there: a person puts it there'),
  handed: z
    .object({
      at: z.iso.datetime(),
      by: z.object({ id: z.string(), name: z.string() }).nullable().describe('Who said that they do it'),
      takenAt: z.iso.datetime().nullable().describe('When they said so'),
      lookable: z.boolean().describe('Carillon can look at the network whether somebody put it there'),
      reminders: z.int().describe('How often people were reminded'),
      changedAt: z.iso.datetime().nullable().describe('When its words changed since'),
      reason: z.string().nullable().describe('Why somebody left it out'),
    })
    .nullable()
    .describe('Since when, and in whose hands; also of what was in them'),
  marked: z
    .object({ at: z.iso.datetime(), by: z.string().nullable(), undoUntil: z.iso.datetime() })
    .nullable()
    .describe('When somebody said that it is out'),
  text: z.string().describe('The first words of what it says'),
  upload: z
    .object({ doneBytes: z.int(), totalBytes: z.int() })
    .nullable()
    .describe('How much of its films is up at the network, while they go up'),
  parts: z.array(z.object({ remoteId: z.string(), url: z.string().nullable() })),
  behind: z
    .boolean()
    .describe('Its post says something else by now, and it keeps the words that it began with'),
  actions: z.array(DeliveryAction).describe('What a person can do with it now'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Delivery = z.infer<typeof Delivery>

const barredCodes: readonly string[] = ['media_withdrawn', 'media_ended']

const fromHands: readonly string[] = ['handed', 'failed', 'missed']

type Resting = Pick<Delivery, 'state' | 'handed' | 'failure' | 'firstAttemptAt' | 'parts' | 'byHand'>

/**
 * It may be out already, and only who has looked sends it again: nobody saw its end, or somebody else had it in their hands where
 * a program cannot look for it, with other words, or until it might not be shown any more. A look-up by a program would take what
 * they put there for what it says by now.
 */
export function wantsLook(resting: Resting, me: string | null): boolean {
  const { state, handed, failure, firstAttemptAt, parts, byHand } = resting
  if (state === 'in_doubt') return true
  if (handed === null || (handed.by?.id === me && handed.takenAt === handed.at)) return false
  if (state === 'failed' && barredCodes.includes(failure?.code ?? '')) return true
  if (byHand || !fromHands.includes(state)) return false
  // Sent by a program since: what came of that is known.
  if (firstAttemptAt !== null && firstAttemptAt >= handed.at) return false
  return !handed.lookable || handed.changedAt !== null || parts.length > 0
}

export const Attempt = z.object({
  number: z.int(),
  kind: z.enum(['send', 'look']).describe('`look` only read at the network'),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  outcome: z
    .enum(['published', 'pending', 'handed', 'later', 'reconnect', 'rejected', 'unknown', 'absent'])
    .nullable()
    .describe('null while nobody knows'),
  status: z.int().nullable(),
  code: z.string().nullable(),
  words: z.string().nullable(),
  retryAt: z.iso.datetime().nullable(),
  digest: z.string().describe('SHA-256 of what was sent'),
  worker: z.string(),
})
export type Attempt = z.infer<typeof Attempt>

export const DeliveryDetail = Delivery.extend({
  digest: z.string(),
  content: z.json().describe('What is sent, as it was frozen'),
  history: z.array(Attempt),
  unapproved: z.boolean().describe('A yes is missing to what it says; without it, it does not leave'),
  barred: z
    .object({ file: z.string(), why: z.enum(['ended', 'withdrawn']) })
    .nullable()
    .describe('What of it may not be shown when it goes out; with it, it does not leave'),
})
export type DeliveryDetail = z.infer<typeof DeliveryDetail>

const listed = z.string().transform((list) => list.split(',').filter(Boolean))

export const DeliveryQuery = z.object({
  state: listed.pipe(z.array(DeliveryState).max(11)).optional(),
  channel: listed.pipe(z.array(Id).max(50)).optional(),
  post: Id.optional(),
  from: z.iso.datetime().optional().describe('Due at or after'),
  to: z.iso.datetime().optional().describe('Due before'),
  needs: z.literal('people').optional().describe('Only failed, in doubt, missed and handed ones'),
  order: z.enum(['due', '-due']).default('due'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
})
export type DeliveryQuery = z.infer<typeof DeliveryQuery>

export const DeliveryList = z.object({ items: z.array(Delivery), next: z.string().nullable() })

const checked = z
  .boolean()
  .default(false)
  .describe(
    'For one in doubt, or that was in somebody’s hands: the person has looked at the account and it is not there',
  )

export const RetryBody = z.object({ checked }).default({ checked: false })
export const RescheduleBody = z.object({ at: z.iso.datetime(), checked })
export const MarkPublishedBody = z
  .object({
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional()
      .describe('Where it is; without it nothing of it is looked up'),
    at: z.iso.datetime().optional().describe('When it went out; now, if nothing is said'),
    digest: z
      .string()
      .max(64)
      .optional()
      .describe('Of what was put there: refused when the words have changed since'),
  })
  .default({})
export type MarkPublishedBody = z.infer<typeof MarkPublishedBody>
