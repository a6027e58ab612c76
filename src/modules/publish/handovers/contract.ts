import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** Most people who look after one channel by hand. */
export const mostHands = 20

/** How a channel hands over what a person is to put there. */
export const HandRule = z.object({
  leadMinutes: z.int().min(0).max(1440).describe('So long before its time it is handed over'),
  remindMinutes: z
    .int()
    .min(5)
    .max(1440)
    .nullable()
    .describe('So long after its time people are reminded, and then again; null for never'),
  people: z
    .array(z.string().max(100))
    .max(mostHands)
    .describe('Members who are asked first; with nobody, all who may publish there'),
})
export type HandRule = z.infer<typeof HandRule>

export const HandRuleBody = HandRule.partial()
export type HandRuleBody = z.infer<typeof HandRuleBody>

export const HandRuleAnswer = HandRule.extend({
  mayBe: z.array(z.object({ id: z.string(), name: z.string() })).describe('Members who may publish there'),
})
export type HandRuleAnswer = z.infer<typeof HandRuleAnswer>

export const HandOverBody = z
  .object({
    checked: z
      .boolean()
      .default(false)
      .describe('For one in doubt: the person has looked at the account and it is not there'),
  })
  .default({ checked: false })

export const SkipBody = z
  .object({ reason: z.string().trim().max(500).default('').describe('Why it is left out') })
  .default({ reason: '' })

export const OneDelivery = z.object({ id: Id })
export const OneChannel = z.object({ channelId: Id })
