/** What ties a post to whom it speaks of, and what stands behind its claims: as much as a post itself carries. */
import { z } from 'zod'
import { Id } from '../../../../app/id.ts'

/** What may tie who speaks to whom they speak of. `none`: somebody looked, and there is nothing. */
export const connectionKinds = [
  'none',
  'payment',
  'gift',
  'discount',
  'affiliate',
  'employment',
  'family',
  'contest',
  'own_brand',
  'early_access',
  'ambassador',
] as const
export const ConnectionKind = z.enum(connectionKinds)
export type ConnectionKind = z.infer<typeof ConnectionKind>

const Day = z.iso.date()
const WebAddress = z.union([z.url({ protocol: /^https?$/ }).max(2000), z.literal('')])

/** The tie of a post, or of all posts of a campaign, to whom it speaks of. */
export const Connection = z.object({
  kind: ConnectionKind,
  // Nothing is trimmed: what somebody is typing comes back as it was sent.
  sponsor: z.string().max(200).default('').describe('Who pays, gives or owns'),
  sponsorNumber: z
    .string()
    .regex(/^[0-9A-Za-z -]{0,30}$/, 'Write the number with digits and letters only.')
    .default('')
    .describe('Its tax number, which Russia asks for'),
  sponsorUrl: WebAddress.default('').describe('Where it is told who that is, instead of the number'),
  erid: z
    .string()
    .regex(/^[A-Za-z0-9]{0,80}$/, 'An erid has letters and digits only.')
    .default('')
    .describe('What an operator of advertising data gave for this very post; Russia asks for it'),
  eridOn: Day.nullable().default(null).describe('When it was given'),
  inMedia: z.boolean().default(false).describe('It is said or shown in the film or picture too'),
  native: z.boolean().default(false).describe('Set the network’s own mark where its API can'),
})
export type Connection = z.infer<typeof Connection>

export const claimKinds = ['health', 'absolute', 'superlative', 'price', 'green'] as const
export const ClaimKind = z.enum(claimKinds)
export type ClaimKind = z.infer<typeof ClaimKind>

/** What stands behind a claim: a page, or something of the library; at least one of them, and as of when. */
export const Evidence = z
  .object({
    claim: ClaimKind,
    url: WebAddress.default(''),
    mediaId: Id.nullable().default(null),
    words: z.string().max(300).default(''),
    on: Day,
  })
  .refine(({ url, mediaId }) => url !== '' || mediaId !== null, {
    error: 'Give the address of the proof, or choose it from the library.',
    params: { code: 'no_proof' },
    path: ['url'],
  })
export type Evidence = z.infer<typeof Evidence>
export const EvidenceList = z.array(Evidence).max(20)

/** Which tie holds: what the post says itself, then whom it is with, then its campaign. That nothing ties it cannot be said of a post with somebody who is tied. */
export const tieThatHolds = (
  own: Connection | null,
  influencer: Connection | null,
  campaign: Connection | null,
): Connection | null => (own && (own.kind !== 'none' || !influencer) ? own : (influencer ?? campaign))
