import { z } from 'zod'
import { channelParts } from '../../../app/channel-roles.ts'
import { Id } from '../../../app/id.ts'

/** Strongest first. */
export const Role = z.enum(['owner', 'manager', 'editor', 'contributor', 'moderator', 'analyst', 'client'])
export type Role = z.infer<typeof Role>

/** `own`: the role of the workspace. `none`: the channel is not seen. */
export const ChannelPart = z.enum(channelParts)

/** Exceptions from a role. `chosenOnly`: channels that are not named, new ones too, are not seen. */
export const ChannelRoles = z.object({
  chosenOnly: z.boolean(),
  /** By the id of the channel. */
  parts: z.record(Id, ChannelPart),
})
export type ChannelRoles = z.infer<typeof ChannelRoles>

export const Member = z.object({
  /** The person's id. */
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  /** Null: none; and for those who may not manage people. */
  channels: ChannelRoles.nullable(),
  joinedAt: z.iso.datetime(),
  /** Whoever asks. */
  me: z.boolean(),
  /** Whether a second step is asked after their password; null for those who may not manage people. */
  secondStep: z.boolean().nullable(),
})
export type Member = z.infer<typeof Member>

export const MemberList = z.object({ items: z.array(Member), next: z.string().nullable() })

export const MemberParams = z.object({ id: z.string().min(1).max(100) })

export const MemberPatch = z.object({ role: Role })
export type MemberPatch = z.infer<typeof MemberPatch>

export const MemberQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
})
export type MemberQuery = z.infer<typeof MemberQuery>
