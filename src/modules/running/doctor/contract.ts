import { z } from 'zod'

export const Finding = z.object({
  check: z.string().describe('What was looked at'),
  level: z.enum(['ok', 'look', 'wrong']).describe('look: somebody should, when there is time'),
  words: z.string().describe('What is so; and what to do, when something is'),
})
export type Finding = z.infer<typeof Finding>

export const Diagnosis = z.object({
  wrong: z.int(),
  look: z.int(),
  findings: z.array(Finding),
})
export type Diagnosis = z.infer<typeof Diagnosis>
