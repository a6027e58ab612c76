import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/**
 * Why something that came was not heard. `challenge`: whoever asked whether the address is ours did not know our token.
 * `signature`: it was not signed with the secret. `unreadable`: signed, and not as the network writes. `stale`: of too long ago,
 * or of a time to come. `again`: it was heard before.
 */
export const refusals = ['challenge', 'signature', 'unreadable', 'stale', 'again'] as const
export const Refusal = z.enum(refusals)
export type Refusal = z.infer<typeof Refusal>

export const DoorTrouble = z.object({
  code: z.string().describe('A stable word; `house_unreachable`: networks cannot reach this Carillon'),
  words: z.string().nullable().describe('The sentence of the network, in English'),
})

export const DoorAccounts = z.object({
  all: z.int().describe('Accounts that signed in by the app, in whichever workspace'),
  told: z.int().describe('Of how many of them the network was asked to tell'),
  troubles: z.array(z.object({ channelId: Id, name: z.string(), trouble: DoorTrouble })),
})
export type DoorAccounts = z.infer<typeof DoorAccounts>

export const WebhookDoor = z
  .object({
    /** Null while there is no door yet. */
    id: Id.nullable(),
    network: z.string(),
    /** Of which app, or of which channel. */
    appId: Id.nullable(),
    channelId: Id.nullable(),
    name: z.string(),
    address: z.string().nullable().describe('To be copied to the network'),
    verify: z.string().nullable().describe('The token that the network asks for beside the address'),
    secret: z.string().nullable().describe('What the network signs with, or sends along'),
    registeredAt: z.iso.datetime().nullable().describe('When the network took the address or proved it'),
    trouble: DoorTrouble.nullable().describe('Why the network could not be told of the address'),
    accounts: DoorAccounts.nullable().describe('Where the network is asked to tell of each account'),
    heard: z.int(),
    heardAt: z.iso.datetime().nullable(),
    refusedAt: z.iso.datetime().nullable(),
    refusedWhy: Refusal.nullable(),
  })
  .meta({ id: 'WebhookDoor' })
export type WebhookDoor = z.infer<typeof WebhookDoor>

export const WebhookDoorList = z.object({
  items: z.array(WebhookDoor),
  reachable: z
    .boolean()
    .describe('Networks can reach this Carillon: its address is public and begins with https'),
  polling: z.object({
    accountMinutes: z.int().describe('How often an account is asked without webhooks'),
    postsMinutes: z.int().describe('How often the list of posts is'),
    numbersMinutes: z.int().describe('How soon after publishing a post is asked for its numbers at first'),
  }),
})

export const DoorBody = z
  .object({
    appId: Id.optional(),
    channelId: Id.optional(),
    /** By the names of the manifest’s `webhooks.fields`. */
    values: z.record(z.string().max(60), z.string().trim().max(500)).default({}),
    agreed: z.boolean().default(false).describe('To what the network charges for, where it does'),
  })
  .refine(({ appId, channelId }) => (appId === undefined) !== (channelId === undefined), {
    message: 'Name an app or a channel, one of the two.',
  })
export type DoorBody = z.infer<typeof DoorBody>

export const DoorId = z.object({ id: Id })

/** The last part of a door’s address. */
export const DoorPath = z.object({ door: z.string().max(200) })
