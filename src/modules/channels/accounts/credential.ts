import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Context } from '../../../app/context.ts'
import { inColumns, sealedPlace } from '../../../app/sealed.ts'
import type { Json } from '../../../networks/kit/content.ts'
import type { Db } from '../../../platform/db/index.ts'
import { dayMs, daysUntil, warnDays } from './health.ts'
import { keepCredential } from './queries.ts'

/** A credential opens only for the channel that it was sealed for. */
const about = (channelId: string): string => `channel ${channelId}`

export const sealedCredentials = sealedPlace({
  table: 'channel_credentials',
  key: ['channel_id'],
  about: ({ channelId = '' }) => about(channelId),
  shape: inColumns,
})

export const openCredential = (
  ctx: Context,
  channelId: string,
  row: { sealed: Buffer; keyId: string },
): Json => ctx.secrets.open(row, about(channelId)) as Json

/** A sign-in that several channels came by: what is made new of it ends in this, where networks keep what is no single account's. */
const Sharing = z.object({ together: z.string().min(8) })

export type Place = { channelId: string; workspaceId: string; network: string }

/** Seals a credential and says when it is to be made new and warned of. Answers it as it is kept. */
export async function saveCredential(
  ctx: Context,
  db: Db,
  { channelId, workspaceId, network }: Place,
  credential: Json,
  expiresAt: Date | null,
): Promise<{ sealed: Buffer; keyId: string }> {
  const now = ctx.clock.now()
  const refreshes = ctx.networks.get(network)?.connect.refresh !== undefined
  const kept = ctx.secrets.seal(credential, about(channelId))
  await keepCredential(db, {
    channelId,
    workspaceId,
    ...kept,
    shares: Sharing.safeParse(credential).data?.together ?? null,
    expiresAt,
    refreshedAt: now,
    refreshDueAt: refreshes ? nextRefresh(now, expiresAt) : null,
    warnedDays: expiresAt && alreadyKnown(expiresAt, now),
  })
  return kept
}

/**
 * Tells one sign-in from the next: what is sealed is never sealed twice to the same bytes. One that is sealed anew with
 * another key looks like the next, so a failure that comes in that moment is told by the next request instead.
 */
export const signInOf = ({ sealed }: { sealed: Buffer }): string =>
  createHash('sha256').update(sealed).digest('base64url')

const minute = 60_000

/** A third of its life before anything can go wrong thrice; at least daily, so that a lost permission is noticed before it is needed. */
export function nextRefresh(now: Date, expiresAt: Date | null): Date {
  const third = expiresAt ? (expiresAt.getTime() - now.getTime()) / 3 : dayMs
  return new Date(now.getTime() + Math.min(Math.max(third, minute), dayMs))
}

/** Who signs in for two weeks need not be told in the same minute that it ends in two weeks. */
function alreadyKnown(expiresAt: Date, now: Date): number | null {
  const days = daysUntil(expiresAt, now)
  return warnDays.findLast((limit) => days <= limit) ?? null
}
