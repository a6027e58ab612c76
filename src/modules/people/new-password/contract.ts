import { z } from 'zod'
import { Email, Password } from '../sign-in/contract.ts'

export const ForgottenBody = z.object({ email: Email })
export type ForgottenBody = z.infer<typeof ForgottenBody>

/** `mail`: whether this house sends any. Whether the address is somebody's here is not told. */
export const Forgotten = z.object({ mail: z.boolean() })
export type Forgotten = z.infer<typeof Forgotten>

/** What the link carries behind its #, where neither a log nor a server on the way sees it. */
export const LinkToken = z.string().max(200)

export const LinkBody = z.object({ token: LinkToken })
export type LinkBody = z.infer<typeof LinkBody>

/** Whose password is to be chosen. */
export const LinkOwner = z.object({ name: z.string(), email: z.string(), expiresAt: z.iso.datetime() })
export type LinkOwner = z.infer<typeof LinkOwner>

export const NewPasswordBody = z.object({ token: LinkToken, password: Password })
export type NewPasswordBody = z.infer<typeof NewPasswordBody>

/** What opened the account beside the password, and was taken away with the old one. */
export const NewPasswordAnswer = z.object({
  passkeys: z.int(),
  /** Of the provider. */
  accounts: z.int(),
  /** Connected ones, which acted in the person's name. */
  programs: z.int(),
})
export type NewPasswordAnswer = z.infer<typeof NewPasswordAnswer>

export const MadeLink = z.object({ url: z.url(), expiresAt: z.iso.datetime() })
export type MadeLink = z.infer<typeof MadeLink>
