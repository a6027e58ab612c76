import type { z } from 'zod'
import type { ExampleId, Strategy } from '../contract.ts'

/** An example in one language. It names no goals and no day: these are the brand's own. */
export type WrittenExample = {
  id: ExampleId
  name: string
  about: string
  strategy: z.input<typeof Strategy>
}
