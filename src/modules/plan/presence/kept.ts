import { z } from 'zod'
import { Difference, Finding, Gap } from './contract.ts'

/** What an older Carillon wrote may lack a field: what is not as it should be is left out, not shown half. */
const each =
  <T>(schema: z.ZodType<T>) =>
  (kept: unknown): T[] =>
    (z.array(z.unknown()).safeParse(kept).data ?? []).flatMap((one) => schema.safeParse(one).data ?? [])

export const readFindings = each(Finding)
export const readGaps = each(Gap)
export const readDifference = (kept: unknown): Difference | null => Difference.safeParse(kept).data ?? null
