import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** A key that a device of a person holds. */
export const Passkey = z.object({
  id: Id,
  name: z.string(),
  /** Whether it is kept beyond the one device, as in the account of its maker. */
  synced: z.boolean(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
})
export type Passkey = z.infer<typeof Passkey>

export const PasskeyList = z.object({ items: z.array(Passkey), next: z.null() })

export const PasskeyParams = z.object({ id: Id })

export const PasskeyPatch = z.object({ name: z.string().trim().min(1).max(60) })
export type PasskeyPatch = z.infer<typeof PasskeyPatch>

/** What the browser is asked to do, as WebAuthn has it. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() })

/** Base64 without the signs that an address cannot hold. */
const Bytes = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/)

const common = {
  id: Bytes,
  rawId: Bytes,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.looseObject({}).default({}),
}

/** What a device answered that has made a passkey. */
export const MadeBody = z.object({
  ...common,
  response: z.object({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
})
export type MadeBody = z.infer<typeof MadeBody>

/** What a device answered that has signed with one. */
export const SignedBody = z.object({
  ...common,
  response: z.object({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: Bytes.optional(),
  }),
})
export type SignedBody = z.infer<typeof SignedBody>
