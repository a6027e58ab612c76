import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { asChannel, type ChannelRow, findChannels, scopesOf } from '../accounts/index.ts'
import { type ChannelStatus, type StatusQuery, statusDays } from './contract.ts'
import { findFared, findLimitsOf, type StatusRow } from './queries.ts'

type Limit = Awaited<ReturnType<typeof findLimitsOf>>[number]
type Page = { items: ChannelStatus[]; next: string | null }

/** How the networks stand for each channel: what is left of their limits, how late posts come out, what failed last, how old sign-ins are. */
export async function pageStatus(ctx: Context, actor: Actor, query: StatusQuery): Promise<Page> {
  const now = ctx.clock.now()
  const since = new Date(now.getTime() - statusDays * 86_400_000)
  const { rows, next } = await findChannels(ctx.db, actor, query)
  const ids = rows.map(({ id }) => id)
  const scopes = [...new Set(rows.flatMap((row) => Object.values(scopesOf(row))))]
  const [fared, limits] = await Promise.all([
    findFared(ctx.db, actor.workspaceId, ids, { since, now }),
    findLimitsOf(ctx.db, scopes),
  ])
  const byId = new Map(fared.map((one) => [one.id, one]))
  const held = new Map(limits.filter((one) => stillHolds(one, now)).map((one) => [one.scope, one]))
  return { items: rows.map((row) => statusOf(ctx, actor, row, byId.get(row.id), held)), next }
}

/** What was said of a span that is over says nothing of now. */
const stillHolds = ({ remaining, resetsAt, blockedUntil }: Limit, now: Date): boolean =>
  (remaining !== null && (resetsAt ?? now) > now) || (blockedUntil ?? now) > now

function statusOf(
  ctx: Context,
  actor: Actor,
  row: ChannelRow,
  fared: StatusRow | undefined,
  held: ReadonlyMap<string, Limit>,
): ChannelStatus {
  const { id, network, name, handle, avatarUrl, state, health, queued, checkedAt, signInEndsAt } = asChannel(
    ctx,
    actor,
    row,
  )
  return {
    ...{ id, network, name, handle, avatarUrl, state, health, queued, checkedAt },
    limits: limitsOf(row, held),
    cap: capOf(ctx, row, fared),
    byHand: ctx.networks.get(network)?.manifest.byHand !== undefined,
    signIn: row.refreshedAt && {
      at: row.refreshedAt.toISOString(),
      endsAt: signInEndsAt,
      failures: row.refreshFailures ?? 0,
    },
    published: fared?.published ?? 0,
    lateMs: lateOf(fared),
    failure: failureOf(fared),
  }
}

const scopes = ['account', 'app', 'server'] as const

function limitsOf(row: ChannelRow, held: ReadonlyMap<string, Limit>): ChannelStatus['limits'] {
  const names = scopesOf(row)
  return scopes.flatMap((scope) => {
    const limit = held.get(names[scope])
    if (!limit) return []
    return {
      scope,
      remaining: limit.remaining,
      resetsAt: limit.resetsAt?.toISOString() ?? null,
      blockedUntil: limit.blockedUntil?.toISOString() ?? null,
      heardAt: limit.updatedAt.toISOString(),
    }
  })
}

/** As the dispatcher counts: what went out, or may have, within 24 hours. */
function capOf({ networks }: Context, row: ChannelRow, fared: StatusRow | undefined): ChannelStatus['cap'] {
  const most = row.dailyCap ?? networks.get(row.network)?.manifest.dailyCap ?? null
  return most === null ? null : { most, left: Math.max(0, most - (fared?.sent ?? 0)) }
}

function lateOf(fared: StatusRow | undefined): ChannelStatus['lateMs'] {
  if (!fared || fared.median === null || fared.p99 === null || fared.most === null) return null
  return { median: fared.median, p99: fared.p99, most: fared.most }
}

function failureOf(fared: StatusRow | undefined): ChannelStatus['failure'] {
  if (!fared?.failedAt || !fared.deliveryId) return null
  const { failedAt, deliveryId, code, words } = fared
  return { at: failedAt.toISOString(), deliveryId, code: code ?? '', words: words ?? '' }
}
