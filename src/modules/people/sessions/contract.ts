import { z } from 'zod'

/** Somewhere that a person is signed in. */
export const Session = z.object({
  id: z.string(),
  /** The one that asks. */
  current: z.boolean(),
  address: z.string().nullable(),
  /** What the browser calls itself. */
  agent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type Session = z.infer<typeof Session>

export const SessionList = z.object({ items: z.array(Session), next: z.null() })

export const SessionParams = z.object({ id: z.string().min(1).max(100) })

export const EndedSessions = z.object({ ended: z.int() })
