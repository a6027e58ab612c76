import { z } from 'zod'
import { Media } from '../media/contract.ts'

export const CardBody = z.object({
  url: z.url({ protocol: /^https?$/ }).max(4000),
  /** Asks the page itself, whatever it said within the last day. */
  again: z.boolean().default(false),
})
export type CardBody = z.infer<typeof CardBody>

/** What a page says of itself, for the card under a post. Empty where it says nothing. */
export const Card = z.object({
  url: z.string(),
  title: z.string(),
  description: z.string(),
  /** Its picture, taken into the library. */
  image: Media.nullable(),
})
export type Card = z.infer<typeof Card>
