import { z } from 'zod'

/** What `prepare` leaves: the number of a film's upload. */
export const Prepared = z.object({ publishId: z.string().nullable() })
