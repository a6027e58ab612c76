import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** active: publishes. paused: a person holds its queue. reconnect: the network refuses the sign-in. removed: kept for its history. */
export const ChannelState = z.enum(['active', 'paused', 'reconnect', 'removed'])
export type ChannelState = z.infer<typeof ChannelState>

/** How a channel is, one word for each; the screen has words for each in every language. */
export const HealthCode = z.enum([
  'good',
  'new',
  'paused',
  'limited',
  'unanswered',
  'refresh_failing',
  'ends_soon',
  'ended',
  'reconnect',
  'removed',
])
export type HealthCode = z.infer<typeof HealthCode>

export const Health = z.object({
  level: z.enum(['good', 'notice', 'trouble']),
  code: HealthCode,
  words: z.string().describe('A sentence in English'),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Health = z.infer<typeof Health>

export const Channel = z.object({
  id: Id,
  network: z.string(),
  server: z.string(),
  handle: z.string(),
  name: z.string(),
  renamed: z.boolean().describe('A person gave the name; otherwise it follows the network’s'),
  avatarUrl: z.string().nullable().describe('Our own copy, as a path'),
  profileUrl: z.string(),
  timeZone: z.string(),
  state: ChannelState,
  health: Health,
  limits: z
    .record(z.string(), z.json())
    .describe('What the account’s own server decides; laid over the manifest of the network'),
  settings: z.record(z.string(), z.json()),
  dailyCap: z.int().nullable().describe('Most posts in 24 hours; null for the network’s own cap'),
  queued: z.int().describe('Deliveries that are still to leave'),
  signInEndsAt: z.iso.datetime().nullable().describe('When a person must sign in again; null for never'),
  checkedAt: z.iso.datetime().nullable().describe('When the network last proved that the account works'),
  rights: z.array(z.string()).describe('What whoever asks may do on it, such as `post.publish`'),
  createdAt: z.iso.datetime(),
})
export type Channel = z.infer<typeof Channel>

/** What the network last said of its limits on requests. */
export const LimitNow = z.object({
  scope: z.enum(['account', 'app', 'server']),
  remaining: z.int().nullable(),
  resetsAt: z.iso.datetime().nullable(),
  blockedUntil: z.iso.datetime().nullable(),
  heardAt: z.iso.datetime(),
})
export type LimitNow = z.infer<typeof LimitNow>

export const ChannelDetail = Channel.extend({
  appId: Id.nullable().describe('The app by which it signed in; null where there is none'),
  limitsNow: z.array(LimitNow),
  refresh: z
    .object({
      at: z.iso.datetime().describe('When the sign-in was last made new'),
      dueAt: z.iso.datetime().nullable(),
      failures: z.int(),
    })
    .nullable(),
})
export type ChannelDetail = z.infer<typeof ChannelDetail>

export const ChannelList = z.object({ items: z.array(Channel), next: z.string().nullable() })

export const ChannelQuery = z.object({
  state: z
    .string()
    .transform((list) => list.split(',').filter(Boolean))
    .pipe(z.array(ChannelState))
    .optional()
    .describe('Some states, with commas; by default all but removed'),
  network: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
})
export type ChannelQuery = z.infer<typeof ChannelQuery>

const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])

export const ChannelChange = z.strictObject({
  name: z.string().trim().min(1).max(200).nullable().optional().describe('null follows the network’s name'),
  timeZone: z
    .string()
    .refine((zone) => zones.has(zone), 'This time zone is not known. Take one such as Europe/Riga.')
    .optional(),
  dailyCap: z.int().min(1).max(10_000).nullable().optional(),
  settings: z
    .record(z.string(), z.union([z.string(), z.boolean()]))
    .optional()
    .describe('Values of the manifest’s settings; those left out stay'),
})
export type ChannelChange = z.infer<typeof ChannelChange>
