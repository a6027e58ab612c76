import { z } from 'zod'

/** What `prepare` leaves: names of files that nobody sees yet, and of who is mentioned. */
export const Prepared = z.object({
  images: z.array(z.string()),
  film: z.string().nullable(),
  document: z.string().nullable(),
  thumbnail: z.string().nullable(),
  named: z.array(z.object({ text: z.string(), account: z.string(), name: z.string() })),
})
export type Prepared = z.infer<typeof Prepared>
