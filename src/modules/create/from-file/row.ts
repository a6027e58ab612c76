import { createHash } from 'node:crypto'
import { z } from 'zod'
import { civilOf } from '../../../platform/civil.ts'
import { ConnectionKind } from '../compliance/contract.ts'
import { type PostBody, PostCategory, When } from '../posts/contract.ts'

const names = z.array(z.string().trim().min(1).max(500)).max(100)

/** A post as a row of a file has it. */
export const Row = z.strictObject({
  key: z.string().trim().min(1).max(200).optional(),
  text: z.string().max(100_000).default(''),
  title: z.string().max(1000).default(''),
  channels: names.min(1, 'Say at least one channel.'),
  at: z
    .string()
    .trim()
    .transform((text) => text.replace(' ', 'T'))
    .optional(),
  zone: z.string().trim().max(100).optional(),
  media: names.max(40).default([]),
  alt: z.array(z.string().max(10_000)).max(40).default([]),
  category: PostCategory.optional(),
  campaign: z.string().trim().min(1).max(120).optional(),
  /** Who pays or gives: payment, gift, … or none. */
  connection: ConnectionKind.optional(),
  sponsor: z.string().trim().max(200).optional(),
})
export type Row = z.infer<typeof Row>

export const columns: readonly string[] = Object.keys(Row.shape)

/** By this a row is known again: its own key, or all that it says. */
export const keyOf = (row: Row): string =>
  row.key ?? createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, 32)

/** The same row gives the same id in the same workspace, so a repeat makes no second post. */
export function clientIdOf(workspaceId: string, key: string): string {
  const hex = createHash('sha256').update(`posts import ${workspaceId} ${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export type Meant = {
  clientId: string
  channelIds: readonly string[]
  campaignId: string | null
  zone: string
  draft: boolean
}

type Medium = { id: string; alt: string }

export function bodyOf(row: Row, meant: Meant, media: readonly Medium[]): z.input<typeof PostBody> {
  const { clientId, channelIds, campaignId, zone, draft } = meant
  const at = row.at
  return {
    clientId,
    content: { title: row.title, parts: [{ text: row.text, media: [...media] }] },
    variants: channelIds.map((channelId) => ({ channelId })),
    category: row.category ?? null,
    ...(row.connection && { connection: { kind: row.connection, sponsor: row.sponsor ?? '' } }),
    pillarId: null,
    campaignId,
    ...(at && !draft && { schedule: { kind: 'at' as const, at, zone } }),
    ...(at && draft && { wish: { at: civilIn(at, zone), zone } }),
  }
}

/** A wish is what the clock on the wall shows; a time with an offset is that instant, as it is shown there. */
const civilIn = (at: string, zone: string): string => (hasOffset(at) ? civilOf(new Date(at), zone) : at)

export const hasOffset = (at: string): boolean => /(Z|[+-]\d\d:\d\d)$/.test(at)

/** Whether a time is written as we read it; null when it is, else what is wrong. */
export function timeFault(at: string, zone: string): string | null {
  const read = When.safeParse({ kind: 'at', at, zone })
  return read.success ? null : `at: ${read.error.issues[0]?.message ?? 'it is no time'}`
}
