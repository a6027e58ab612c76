import { type Actor, rightsOfActorOn } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Json } from '../../../networks/kit/content.ts'
import type { Channel, ChannelDetail, ChannelState } from './contract.ts'
import { healthOf } from './health.ts'
import { type ChannelRow, findLimits } from './queries.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** A row as people see it; what the adapter keeps for itself among the settings stays here. */
export function asChannel(ctx: Context, actor: Actor, row: ChannelRow): Channel {
  const fields = ctx.networks.get(row.network)?.manifest.settings ?? []
  const settings = row.settings as Record<string, Json>
  return {
    id: row.id,
    network: row.network,
    server: row.server,
    handle: row.handle,
    name: row.name,
    renamed: row.renamed,
    avatarUrl: row.avatarUrl,
    profileUrl: row.profileUrl,
    timeZone: row.timeZone,
    state: row.state as ChannelState,
    health: healthOf(row, ctx.clock.now()),
    limits: row.limits as Record<string, Json>,
    settings: Object.fromEntries(
      fields.map(({ name, default: preset }) => [name, settings[name] ?? preset ?? '']),
    ),
    dailyCap: row.dailyCap,
    queued: Number(row.queued),
    signInEndsAt: iso(row.expiresAt),
    checkedAt: iso(row.checkedAt),
    rights: rightsOfActorOn(actor, row.id),
    createdAt: row.createdAt.toISOString(),
  }
}

export async function asDetail(ctx: Context, actor: Actor, row: ChannelRow): Promise<ChannelDetail> {
  const now = ctx.clock.now()
  // What was said of a span that is over says nothing of now.
  const limits = (await findLimits(ctx.db, row)).filter(
    ({ resetsAt, blockedUntil }) => (resetsAt ?? now) > now || (blockedUntil ?? now) > now,
  )
  return {
    ...asChannel(ctx, actor, row),
    appId: row.appId,
    limitsNow: limits.map((one) => ({
      scope: one.scope,
      remaining: one.remaining,
      resetsAt: iso(one.resetsAt),
      blockedUntil: iso(one.blockedUntil),
      heardAt: one.updatedAt.toISOString(),
    })),
    refresh: row.refreshedAt && {
      at: row.refreshedAt.toISOString(),
      dueAt: iso(row.refreshDueAt),
      failures: row.refreshFailures ?? 0,
    },
  }
}
