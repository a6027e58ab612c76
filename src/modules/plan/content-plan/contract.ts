import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { PostCategory } from '../../create/posts/contract.ts'
import { SlotTime } from '../../create/slots/contract.ts'
import { PlannedFields } from '../planned-posts/contract.ts'

const Day = z.iso.date()
const Percent = z.int().min(0).max(100)
const Weekday = z.int().min(1).max(7)

export const categories = PostCategory.options

/** How much of the mix each category is to have, in percent. */
export const Shares = z
  .object({ engaging: Percent, brand: Percent, educational: Percent, promotional: Percent })
  .refine((shares) => sumOf(Object.values(shares)) === 100, {
    error: 'The shares of the four categories must be 100 % together.',
    params: { code: 'plan_shares' },
  })
export type Shares = z.infer<typeof Shares>

/** What is taken until somebody says otherwise. */
export const defaultShares: Shares = { engaging: 40, brand: 30, educational: 25, promotional: 5 }

const sumOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** What a brand keeps talking about. `id` is chosen by whoever makes it. */
export const Pillar = z.object({
  id: Id,
  name: z.string().trim().min(1).max(80),
  about: z.string().trim().max(1000).default(''),
  /** Percent; of all pillars 100 together, or 0 for all when they are not planned. */
  share: Percent.default(0),
  goalId: Id.nullable().default(null),
  personaId: Id.nullable().default(null),
})
export type Pillar = z.infer<typeof Pillar>

/** A recurring piece with a day of its own, in the zone of its channels. */
export const Rubric = z.object({
  id: Id,
  name: z.string().trim().min(1).max(80),
  hint: z.string().trim().max(1000).default(''),
  weekday: Weekday.describe('1 Monday … 7 Sunday'),
  time: SlotTime,
  everyWeeks: z.int().min(1).max(8).default(1),
  category: PostCategory,
  pillarId: Id.nullable().default(null),
  channelIds: z.array(Id).max(100),
})
export type Rubric = z.infer<typeof Rubric>

/** How often a channel publishes, and when. Without times its weekly slots are used. */
export const Cadence = z.object({
  channelId: Id,
  perWeek: z.int().min(0).max(35),
  weekdays: z.array(Weekday).max(7).default([1, 2, 3, 4, 5]),
  times: z.array(SlotTime).max(8).default([]),
})
export type Cadence = z.infer<typeof Cadence>

const inOrder = ({ from, to }: { from: string; to: string }): boolean => from <= to
const backwards = {
  error: 'The last day comes before the first. Turn them around.',
  path: ['to'],
  params: { code: 'plan_backwards' },
}

/** A day or some days of one's own: `free` for none posts, else something a post can be about. */
export const PlanDate = z
  .object({
    name: z.string().trim().min(1).max(80),
    from: Day,
    to: Day,
    free: z.boolean().default(false),
    /** Without channels it is meant for all. */
    channelIds: z.array(Id).max(100).default([]),
  })
  .refine(inOrder, backwards)
export type PlanDate = z.infer<typeof PlanDate>

/** More posts than else, for a campaign. Without a category they follow the mix. */
export const Burst = z
  .object({
    campaignId: Id,
    from: Day,
    to: Day,
    perWeek: z.int().min(1).max(35),
    category: PostCategory.nullable().default(null),
    channelIds: z.array(Id).min(1).max(100),
  })
  .refine(inOrder, backwards)
export type Burst = z.infer<typeof Burst>

export const Rules = z.object({
  /** Least time between two posts on one channel. */
  spacingMinutes: z.int().min(0).max(10_080).default(240),
  /** ISO 3166-1, and a state of it where there is one. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Name the country by its two letters, such as LV.')
    .nullable()
    .default(null),
  state: z
    .string()
    .regex(/^[A-Z0-9]{1,5}$/)
    .nullable()
    .default(null),
  /** `name` says on a post which holiday it falls on; `free` plans nothing on public holidays. */
  holidays: z.enum(['ignore', 'name', 'free']).default('name'),
  dates: z.array(PlanDate).max(200).default([]),
  bursts: z.array(Burst).max(20).default([]),
})
export type Rules = z.infer<typeof Rules>

const uniqueBy = <T>(items: readonly T[], key: (item: T) => unknown): boolean =>
  new Set(items.map(key)).size === items.length

const pillars = z
  .array(Pillar)
  .max(20)
  .refine((all) => uniqueBy(all, ({ id }) => id) && uniqueBy(all, ({ name }) => name.toLowerCase()), {
    error: 'Two pillars have the same name. Give one of them another.',
    params: { code: 'plan_pillar_twice' },
  })
  .refine((all) => [0, 100].includes(sumOf(all.map(({ share }) => share))), {
    error: 'The shares of the pillars must be 100 % together, or all be 0.',
    params: { code: 'plan_pillar_shares' },
  })

export const ContentPlanBody = z.object({
  /** The one that was read; 0 where nothing was saved yet. */
  version: z.int().min(0),
  shares: Shares,
  pillars,
  rubrics: z
    .array(Rubric)
    .max(30)
    .refine((all) => uniqueBy(all, ({ id }) => id), { error: 'A rubric stands here twice.' }),
  cadences: z
    .array(Cadence)
    .max(200)
    .refine((all) => uniqueBy(all, ({ channelId }) => channelId), { error: 'A channel stands here twice.' }),
  rules: Rules,
})
export type ContentPlanBody = z.infer<typeof ContentPlanBody>

export const ContentPlan = z.object({
  version: z.int(),
  shares: z.object({ engaging: Percent, brand: Percent, educational: Percent, promotional: Percent }),
  pillars: z.array(Pillar),
  rubrics: z.array(Rubric),
  cadences: z.array(Cadence),
  rules: Rules,
})
export type ContentPlan = z.infer<typeof ContentPlan>

/** From a day on, which begins for each channel on its own clock. */
export const Span = z.object({ from: Day, weeks: z.int().min(1).max(26) })
export type Span = z.infer<typeof Span>

/** What planning would do, before it is done. */
export const PlanDraft = z.object({
  added: z.array(PlannedFields),
  changed: z.array(z.object({ id: Id, before: PlannedFields, after: PlannedFields })),
  removed: z.array(PlannedFields.extend({ id: Id })),
  /** Stays as it is, because nothing about it would be otherwise. */
  same: z.int(),
  /** Stays because a person fixed it, or wrote for it. */
  kept: z.int(),
  /** Posts and drafts that are in the calendar already and were counted in. */
  counted: z.int(),
  shortfalls: z.array(z.object({ channelId: Id, week: Day, missing: z.int() })),
  /** The 20 posts in a row that are farthest from the mix; null under 20. */
  worst: z.object({ deviation: z.number(), category: PostCategory }).nullable(),
  /** Names exactly this, for applying it. */
  digest: z.string(),
})
export type PlanDraft = z.infer<typeof PlanDraft>

export const ApplyBody = Span.extend({ digest: z.string().max(100) })
export type ApplyBody = z.infer<typeof ApplyBody>
export const Applied = z.object({ added: z.int(), changed: z.int(), removed: z.int() })
export type Applied = z.infer<typeof Applied>

export const Countries = z.object({
  items: z.array(
    z.object({ code: z.string(), states: z.array(z.object({ code: z.string(), name: z.string() })) }),
  ),
})
