import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { PostSeed } from '../posts/contract.ts'

export { Turn, TurnList } from './plain/turns.ts'

export const SeriesKind = z.enum(['recurring', 'evergreen'])
export type SeriesKind = z.infer<typeof SeriesKind>
export const SeriesState = z.enum(['running', 'paused', 'ended'])
export type SeriesState = z.infer<typeof SeriesState>
export const Publish = z.enum(['draft', 'proposed', 'scheduled'])
export type Publish = z.infer<typeof Publish>

const part = z
  .string()
  .trim()
  .max(300)
  .regex(
    /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|WKST)=[\w,+-]+)*$/,
    'Write a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO,TH.',
  )

const civil = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/,
    'Write it as the clock on the wall shows it: 2030-01-31T09:30.',
  )

/** One post of a series, and other wordings of its text that take turns with it. */
export const SeriesItemBody = z.object({
  id: Id.optional(),
  post: PostSeed,
  wordings: z.array(z.string().min(1).max(100_000)).max(50).default([]),
  state: z.enum(['active', 'stopped']).default('active'),
})
export type SeriesItemBody = z.infer<typeof SeriesItemBody>

export const SeriesBody = z.object({
  kind: SeriesKind.default('recurring'),
  name: z.string().trim().min(1).max(120),
  /** Null: an evergreen queue fills the free slots of its channels within the horizon. */
  rule: part.nullable(),
  startsAt: civil,
  zone: z.string().min(1).max(100),
  excluded: z.array(z.iso.date()).max(400).default([]),
  /** Country whose public holidays are left out; ISO 3166. */
  holidays: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  horizonDays: z.int().min(1).max(90).default(28),
  publish: Publish.default('draft'),
  restDays: z.int().min(0).max(730).default(0),
  turnsMost: z.int().min(1).max(1000).nullable().default(null),
  fallsBelow: z.number().gt(0).lt(1).nullable().default(null),
  items: z.array(SeriesItemBody).min(1).max(500),
})
export type SeriesBody = z.infer<typeof SeriesBody>

/**
 * `from`: this and what follows; what was before stays as it is. Without it: all that is still to come. `version`: the one
 * that was seen.
 */
export const SeriesChange = SeriesBody.extend({ version: z.int().min(1), from: civil.optional() })
export type SeriesChange = z.infer<typeof SeriesChange>

export const SeriesItem = z.object({
  ...SeriesItemBody.shape,
  id: Id,
  /** Why it has no more turns: `fell`, `turns`, `identical`, or null. */
  stopped: z.string().nullable(),
  turns: z.int(),
  lastTurn: z.iso.datetime().nullable(),
})
export type SeriesItem = z.infer<typeof SeriesItem>

const head = {
  id: Id,
  kind: SeriesKind,
  name: z.string(),
  state: SeriesState,
  rule: z.string().nullable(),
  startsAt: z.string(),
  zone: z.string(),
  publish: Publish,
  /** Why it makes nothing at the moment. */
  words: z.string().nullable(),
  version: z.int(),
  channelIds: z.array(Id),
  posts: z.int(),
  next: z.iso.datetime().nullable(),
}

export const SeriesSummary = z.object(head)
export type SeriesSummary = z.infer<typeof SeriesSummary>
export const Series = z.object({
  ...SeriesBody.shape,
  ...head,
  items: z.array(SeriesItem),
})
export type Series = z.infer<typeof Series>

export const SeriesQuery = z.object({
  kind: SeriesKind.optional(),
  state: SeriesState.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(500).optional(),
})
export type SeriesQuery = z.infer<typeof SeriesQuery>
export const SeriesList = z.object({ items: z.array(SeriesSummary), next: z.string().nullable() })
export type SeriesList = z.infer<typeof SeriesList>
export const SeriesId = z.object({ id: Id })

/** From now for ninety days, unless said otherwise. */
export const TurnQuery = z.object({ from: z.iso.datetime().optional(), to: z.iso.datetime().optional() })
export type TurnQuery = z.infer<typeof TurnQuery>

/** One time is left out, or comes back. */
export const SkipBody = z.object({ at: civil, skipped: z.boolean() })
export type SkipBody = z.infer<typeof SkipBody>

export const PreviewBody = SeriesBody.pick({
  rule: true,
  startsAt: true,
  zone: true,
  excluded: true,
  holidays: true,
})
export type PreviewBody = z.infer<typeof PreviewBody>
export const PreviewAnswer = z.object({
  items: z.array(z.object({ civil: z.string(), at: z.iso.datetime(), moved: z.boolean() })),
  /** It has an end, and all of it is shown. */
  whole: z.boolean(),
})
