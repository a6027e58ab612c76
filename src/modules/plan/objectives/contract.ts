import { z } from 'zod'

/**
 * What a brand can want first. A strategy chooses one, and every goal says which it serves, so that what serves the
 * strategy can be told from what does not.
 */
export const Objective = z.enum([
  'awareness',
  'traffic',
  'leads',
  'sales',
  'loyalty',
  'support',
  'hiring',
  'reputation',
])
export type Objective = z.infer<typeof Objective>
