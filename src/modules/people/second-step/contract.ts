import { z } from 'zod'
import { CurrentPassword } from '../sign-in/contract.ts'

/** How one's own second step stands. */
export const SecondStep = z.object({
  on: z.boolean(),
  since: z.iso.datetime().nullable(),
  /** Recovery codes that were not used yet. */
  recoveryCodesLeft: z.int(),
})
export type SecondStep = z.infer<typeof SecondStep>

/** Six digits from the phone, or a recovery code; spaces and dashes in it do not count. */
export const Code = z.string().trim().min(1).max(100)

export const BeginBody = z.object({ password: CurrentPassword })
export type BeginBody = z.infer<typeof BeginBody>

/** What goes into the phone, shown until a code from it confirms that it is there. */
export const Begun = z.object({
  /** For typing, in Base32. */
  secret: z.string(),
  /** The same as an address, for the QR code. */
  url: z.string(),
})
export type Begun = z.infer<typeof Begun>

export const CodeBody = z.object({ code: Code })
export type CodeBody = z.infer<typeof CodeBody>

/** Shown this once. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>

/**
 * What is asked of somebody who is signed in already, before they get another way in, or do what cannot be
 * taken back lightly.
 */
export const ConfirmBody = z.object({
  password: CurrentPassword,
  /** Of who has a second step. */
  code: z.string().trim().max(100).default(''),
})
export type ConfirmBody = z.infer<typeof ConfirmBody>

/** What is asked of somebody who is signed in already, before the second step changes. */
export const ProveBody = z.object({ password: CurrentPassword, code: Code })
export type ProveBody = z.infer<typeof ProveBody>
