import { z } from 'zod'

/** The longest that people are given, in days. */
export const mostGraceDays = 90

/** Whether a workspace asks a second step of everybody in it. */
export const SecondStepRule = z.object({
  from: z.iso
    .datetime()
    .nullable()
    .describe('From then on nobody comes in without a second step; null: it is not asked'),
  without: z
    .array(z.object({ id: z.string(), name: z.string() }))
    .describe('Members who have none yet; at most a hundred of them'),
  withoutCount: z.int().describe('How many have none'),
  keys: z
    .int()
    .describe('API keys and connected programs of theirs: from then on they rest until their maker has one'),
  own: z.boolean().describe('Whether whoever asks has one: nobody asks of others what they do not do'),
})
export type SecondStepRule = z.infer<typeof SecondStepRule>

/** A moment that is past means at once. */
export const SecondStepRuleBody = z.object({ from: z.iso.datetime({ offset: true }) })
export type SecondStepRuleBody = z.infer<typeof SecondStepRuleBody>
