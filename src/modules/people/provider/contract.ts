import { z } from 'zod'

/** The ways in at the door of this house. */
export const Ways = z.object({
  /** False: only the provider's sign-in is allowed, but for whom the house's keeper lets in by hand. */
  password: z.boolean(),
  passkeys: z.boolean(),
  /** Whose accounts open the door too; null for none. */
  provider: z.object({ label: z.string() }).nullable(),
})
export type Ways = z.infer<typeof Ways>

/** Where somebody wants to go on afterwards: a path of the screen. */
const ReturnTo = z
  .string()
  .max(4000)
  .regex(/^\/(?![/\\])[^\\#\s]*$/)
  .default('/')

export const VisitBody = z.object({ returnTo: ReturnTo })
export type VisitBody = z.infer<typeof VisitBody>

/** The provider's page, to which the browser goes now. */
export const Visit = z.object({ url: z.url() })
export type Visit = z.infer<typeof Visit>

/** One's own ways in. */
export const MyWays = z.object({
  /** Whether one has a password. */
  password: z.boolean(),
  /** Whether passkeys can be had in this house. */
  passkeys: z.boolean(),
  provider: z
    .object({
      label: z.string(),
      /** One's account there; null when none is joined. */
      account: z
        .object({
          email: z.string().nullable(),
          joinedAt: z.iso.datetime(),
          usedAt: z.iso.datetime().nullable(),
        })
        .nullable(),
    })
    .nullable(),
})
export type MyWays = z.infer<typeof MyWays>
