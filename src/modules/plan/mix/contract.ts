import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** Under so many posts a share says nothing. */
export const leastToJudge = 20

const Count = z.int()

/** Posts on channels: one on two channels is two. */
const Gauge = z.object({
  total: Count,
  categories: z.object({
    engaging: Count,
    brand: Count,
    educational: Count,
    promotional: Count,
    none: Count,
  }),
  pillars: z.array(z.object({ pillarId: Id.nullable(), count: Count })),
})
export type Gauge = z.infer<typeof Gauge>

export const MixQuery = z.object({ from: z.iso.datetime(), to: z.iso.datetime() })
export type MixQuery = z.infer<typeof MixQuery>

export const MixGauges = z.object({
  /** Waits to be written, or is a draft with a time. */
  planned: Gauge,
  scheduled: Gauge,
  published: Gauge,
})
export type MixGauges = z.infer<typeof MixGauges>
