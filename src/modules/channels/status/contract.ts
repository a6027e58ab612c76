import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { ChannelState, Health, LimitNow } from '../accounts/contract.ts'

/** Over how many days lateness and failures are told. */
export const statusDays = 7

export const ChannelStatus = z.object({
  id: Id,
  network: z.string(),
  name: z.string(),
  handle: z.string(),
  avatarUrl: z.string().nullable(),
  state: ChannelState,
  health: Health,
  queued: z.int().describe('Deliveries that are still to leave'),
  limits: z
    .array(LimitNow)
    .describe('What the network last said of its limits on requests, where it still holds'),
  cap: z
    .object({ most: z.int(), left: z.int() })
    .nullable()
    .describe(
      'Posts that may go out in 24 hours, and how many of them are left now; null without such a cap',
    ),
  byHand: z.boolean().describe('No program may publish there'),
  signIn: z
    .object({
      at: z.iso.datetime().describe('When the sign-in was last made new'),
      endsAt: z.iso.datetime().nullable().describe('null: it does not end by itself'),
      failures: z.int().describe('How often in a row it could not be made new'),
    })
    .nullable()
    .describe('null: nobody is signed in'),
  published: z.int().describe(`Deliveries that came out in the last ${statusDays} days`),
  lateMs: z
    .object({ median: z.number(), p99: z.number(), most: z.number() })
    .nullable()
    .describe('By how many milliseconds they came out after their time; null without any'),
  failure: z
    .object({ at: z.iso.datetime(), deliveryId: Id, code: z.string(), words: z.string() })
    .nullable()
    .describe(`The last attempt that failed, within ${statusDays} days`),
  checkedAt: z.iso.datetime().nullable().describe('When the network last proved that the account works'),
})
export type ChannelStatus = z.infer<typeof ChannelStatus>

export const StatusList = z.object({ items: z.array(ChannelStatus), next: z.string().nullable() })

export const StatusQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: z.string().optional(),
})
export type StatusQuery = z.infer<typeof StatusQuery>
