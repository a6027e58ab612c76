import { z } from 'zod'

/** What `prepare` leaves: names of files that nobody sees yet. */
export const Prepared = z.object({
  at: z.coerce.date(),
  photos: z.array(z.string()),
  film: z.object({ video: z.string(), session: z.string().nullable() }).nullable(),
})
export type Prepared = z.infer<typeof Prepared>

/** Facebook throws pictures away after a day that no post has taken. */
const picturesHoldMs = 20 * 3_600_000

export const holds = ({ at, photos, film }: Prepared, now: Date): boolean =>
  film !== null || photos.length === 0 || now.getTime() - at.getTime() < picturesHoldMs
