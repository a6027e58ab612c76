import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { ChannelRoles, Role } from '../members/contract.ts'
import { Email, Password, PersonName } from '../sign-in/contract.ts'

/** `mail`: Carillon writes to them. `link`: whoever invites hands the link over. */
export const InvitationWay = z.enum(['mail', 'link'])
export type InvitationWay = z.infer<typeof InvitationWay>

/** Somebody who was asked to take part and has not answered yet. */
export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  channels: ChannelRoles.nullable(),
  invitedBy: z.string(),
  invitedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  mailedAt: z.iso.datetime().nullable().describe('When the letter was handed to the mail server'),
  /** `waiting`; `over`: its time has passed; `void`: who invited may not give this role any more. */
  state: z.enum(['waiting', 'over', 'void']),
})
export type Invitation = z.infer<typeof Invitation>

/** `mail`: whether this house sends any. */
export const InvitationList = z.object({ items: z.array(Invitation), mail: z.boolean() })
export type InvitationList = z.infer<typeof InvitationList>

export const InvitationParams = z.object({ id: Id })

const days = z.int().min(1).max(30).default(7)

export const InvitationBody = z.object({
  email: Email,
  role: Role,
  /** Null or left out: the same role on every channel. */
  channels: ChannelRoles.nullish(),
  way: InvitationWay,
  days,
})
export type InvitationBody = z.infer<typeof InvitationBody>

export const InviteAgainBody = z.object({ way: InvitationWay, days })
export type InviteAgainBody = z.infer<typeof InviteAgainBody>

/** `url` is shown this once, and only when it is to be handed over. */
export const MadeInvitation = Invitation.extend({ url: z.url().nullable() })
export type MadeInvitation = z.infer<typeof MadeInvitation>

/** What the link carries behind its #, where neither a log nor a server on the way sees it. */
const Token = z.string().max(200)

export const InvitationToken = z.object({ token: Token })
export type InvitationToken = z.infer<typeof InvitationToken>

/** What somebody is invited to. `known`: they sign in here already, and need no new password. */
export const Offer = z.object({
  workspace: z.string(),
  invitedBy: z.string(),
  role: Role,
  email: z.string(),
  known: z.boolean(),
  expiresAt: z.iso.datetime(),
})
export type Offer = z.infer<typeof Offer>

export const AcceptBody = z.object({ token: Token, name: PersonName, password: Password })
export type AcceptBody = z.infer<typeof AcceptBody>

/** The workspace that one takes part in now. */
export const Joined = z.object({ workspaceId: Id })
export type Joined = z.infer<typeof Joined>
