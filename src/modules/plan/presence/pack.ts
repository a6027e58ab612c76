import { z } from 'zod'
import { HeldVerdict, SeenProfile, Signal } from './contract.ts'

export const PackedPicture = z.object({
  of: z.enum(['suspect', 'ours']),
  mime: z.string(),
  /** Of the file as the network gave it, and of the drawing that is in `base64`. */
  sha256OfSource: z.string(),
  sha256: z.string(),
  base64: z.string(),
})
export type PackedPicture = z.infer<typeof PackedPicture>

/** What an evidence pack holds. */
export const Pack = z.object({
  form: z.literal(1),
  made: z.object({ by: z.string(), at: z.iso.datetime(), takenBy: z.string() }),
  suspect: z.object({
    network: z.string(),
    remoteId: z.string().describe('The same wherever one asks: a DID, or user@server'),
    handle: z.string(),
    name: z.string(),
    url: z.string(),
    firstSeenAt: z.iso.datetime(),
    seenAt: z.iso.datetime().describe('When the network showed it so'),
    profile: SeenProfile,
  }),
  ours: z
    .object({
      handle: z.string(),
      name: z.string(),
      url: z.string().nullable(),
      profile: SeenProfile.nullable(),
    })
    .nullable(),
  likeness: z.object({ points: z.int(), signals: z.array(Signal) }),
  verdicts: z.array(HeldVerdict),
  reportedOn: z.iso.date().nullable(),
  pictures: z.array(PackedPicture),
})
export type Pack = z.infer<typeof Pack>
