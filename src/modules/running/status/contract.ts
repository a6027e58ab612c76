import { z } from 'zod'

/** How it stands in a house, in a few numbers. The demonstration does not count. */
export const Status = z.object({
  queue: z.object({
    waiting: z.int().describe('Deliveries that are still to leave'),
    next: z.iso.datetime().nullable().describe('When the next of them leaves'),
    nextHour: z.int().describe('Those that leave within the hour'),
    late: z.int().describe('Due for more than a minute, on channels that publish'),
    held: z.int().describe('Due on channels that are paused or want a sign-in'),
    onTheirWay: z.int(),
    handed: z.int().describe('In the hands of people, who put them there'),
    handedLate: z.int().describe('Of these, due for more than a minute'),
    inDoubt: z.int(),
    failed: z.int(),
    missed: z.int(),
  }),
  channels: z.object({
    joined: z.int(),
    care: z.array(
      z.object({ name: z.string(), network: z.string(), workspace: z.string(), words: z.string() }),
    ),
  }),
  lastBackup: z.iso.datetime().nullable(),
  /** Whether somebody has to do something. */
  needed: z.boolean(),
})
export type Status = z.infer<typeof Status>
