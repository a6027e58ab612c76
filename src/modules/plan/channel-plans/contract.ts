import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { SlotTime } from '../../create/slots/contract.ts'

const Words = z.string().trim().max(2000)

/** How much of a channel each pillar has; empty where those of the workspace hold. */
export const OwnPillars = z
  .array(z.object({ pillarId: Id, share: z.int().min(0).max(100) }))
  .max(20)
  .refine((all) => new Set(all.map(({ pillarId }) => pillarId)).size === all.length, {
    error: 'A pillar stands here twice.',
    params: { code: 'plan_pillar_twice' },
  })
  .refine((all) => all.length === 0 || all.reduce((sum, { share }) => sum + share, 0) === 100, {
    error: 'The shares of the pillars must be 100 % together.',
    params: { code: 'plan_pillar_shares' },
  })

const fields = {
  purpose: Words.describe('Why we are there'),
  audience: Words.describe('Whom we reach'),
  formats: z.array(z.string().trim().min(1).max(80)).max(20).describe('What is made for it'),
  tone: Words.describe('How we speak there'),
  success: Words.describe('By what success is known'),
  pillars: OwnPillars,
  perWeek: z.int().min(0).max(35),
  weekdays: z.array(z.int().min(1).max(7)).max(7).describe('1 Monday … 7 Sunday'),
  times: z
    .array(SlotTime)
    .max(8)
    .describe('On the clock of the channel; without them its weekly slots are used'),
  replyMinutes: z.int().min(1).max(43_200).nullable().describe('How soon people are answered'),
  ownerId: z.string().max(60).nullable(),
  hours: z.number().min(0).max(168).nullable().describe('Of work, a week'),
}

export const ChannelPlanBody = z.object({
  /** The one that was read; 0 where nothing was saved yet. */
  version: z.int().min(0),
  ...fields,
})
export type ChannelPlanBody = z.infer<typeof ChannelPlanBody>

export const ChannelPlan = z.object({
  channelId: Id,
  version: z.int(),
  ...fields,
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
})
export type ChannelPlan = z.infer<typeof ChannelPlan>

export const ChannelPlanList = z.object({
  items: z.array(ChannelPlan),
  /** What the team can give in a week; null when nobody said. */
  capacityHours: z.number().nullable(),
  capacity: z.object({
    from: z
      .enum(['people', 'typed'])
      .nullable()
      .describe('The hours of the people in the team as soon as one of them has any, else the number typed'),
    typed: z.number().nullable(),
    people: z.int().describe('So many people of the team have hours'),
    untold: z.int().describe('Of so many nobody said them'),
  }),
})
export type ChannelPlanList = z.infer<typeof ChannelPlanList>

export const Capacity = z.object({ hours: z.number().min(0).max(10_000).nullable() })
export type Capacity = z.infer<typeof Capacity>
export const ChannelOfPlan = z.object({ channelId: Id })
