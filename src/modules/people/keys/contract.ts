import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { type Right, rights } from '../../../app/rights.ts'
import { ChannelRoles, Role } from '../members/contract.ts'

export const RightName = z.enum(Object.keys(rights) as [Right, ...Right[]])

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  /** What it may of what its role may; null: all of it. */
  only: z.array(RightName).nullable(),
  /** Exceptions on single channels: its own, or, of a connected program, those of the person. */
  channels: ChannelRoles.nullable(),
  /** A program has it that a person connected and that renews its secret by itself; that person's rights are its limit. */
  connected: z.boolean(),
  /** The last letters of the secret, to tell keys apart; none where the secret changes every hour. */
  hint: z.string(),
  createdBy: z.string().nullable(),
  /** Its maker may less now than it was made for, and it may no more than they. */
  lessened: z.boolean(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  /** Until then the secret before this one opens too. */
  oldUntil: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>

export const ApiKeyList = z.object({ items: z.array(ApiKey), next: z.string().nullable() })

/** `secret` is shown this once; only its digest is kept. */
export const NewApiKey = ApiKey.extend({ secret: z.string() })
export type NewApiKey = z.infer<typeof NewApiKey>

export const ApiKeyBody = z.object({
  name: z.string().trim().min(1).max(80),
  role: Role,
  /** Null or left out: all that the role may. */
  only: z.array(RightName).min(1).nullish(),
  /** Null or left out: the same role on every channel. */
  channels: ChannelRoles.nullish(),
  /** Null or left out: until it is revoked. */
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
})
export type ApiKeyBody = z.infer<typeof ApiKeyBody>

export const ApiKeyParams = z.object({ id: Id })

export const ApiKeyQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type ApiKeyQuery = z.infer<typeof ApiKeyQuery>

/** The longest that two secrets of one key open side by side, in hours. */
export const longestOverlap = 168

export const ApiKeyRotation = z.object({
  /** Hours for which the secret that is replaced opens too: 0 ends it at once. */
  overlapHours: z.int().min(0).max(longestOverlap).default(24),
})
export type ApiKeyRotation = z.infer<typeof ApiKeyRotation>
