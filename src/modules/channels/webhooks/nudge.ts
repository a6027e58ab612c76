import { sql } from 'kysely'
import type { Nudge } from '../../../networks/kit/network.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { Meant } from './heard-queries.ts'

/**
 * What was asked for within these seconds is new enough: a thousand likes are one look. Anybody can like and comment, and what
 * is spent on looking is not left for publishing. A post costs more: some networks want two requests for each.
 */
const freshSeconds = { account: 5 * 60, post: 15 * 60 }
/** Where no post is named, the newest of those that still grow are looked at. */
const young = { days: 7, most: 20 }

/**
 * Makes due what something has happened to, so that the jobs of each minute look at it as they always do: within the shares
 * and limits of the network, and once however often it was told. What waits because of a failure keeps waiting.
 */
export async function nudge(
  tx: Tx,
  channels: readonly Meant[],
  nudges: readonly Nudge[],
  now: Date,
): Promise<void> {
  for (const { id, workspaceId, remoteId } of channels) {
    const own = nudges.filter((one) => one.remoteId === remoteId)
    const is = (of: Nudge['of']) => own.filter((one) => one.of === of)
    if (is('posts').length > 0) await hasten(tx, workspaceId, id, 'history', now)
    if (is('account').length > 0) {
      await hasten(tx, workspaceId, id, 'channel', now)
      await checkSoon(tx, workspaceId, id, now)
    }
    if (is('numbers').length > 0) await lookAtPosts(tx, workspaceId, id, is('numbers'), now)
    if (is('publishing').length > 0) await lookAtSent(tx, workspaceId, id, now)
  }
}

const soon = (now: Date, of: keyof typeof freshSeconds) =>
  sql`greatest(${now}::timestamptz, k.collected_at + interval '1 second' * ${freshSeconds[of]}::int)`

const hasten = (tx: Tx, workspaceId: string, channelId: string, kind: 'history' | 'channel', now: Date) =>
  sql`
  update collections k set next_at = ${soon(now, 'account')}
  where k.workspace_id = ${workspaceId} and k.channel_id = ${channelId} and k.subject_kind = ${kind}
    and k.failures = 0 and k.next_at > ${soon(now, 'account')}`.execute(tx)

const checkSoon = (tx: Tx, workspaceId: string, channelId: string, now: Date) => {
  const at = sql`greatest(${now}::timestamptz, checked_at + interval '1 second' * ${freshSeconds.account}::int)`
  return sql`
  update channels set check_due_at = ${at}
  where workspace_id = ${workspaceId} and id = ${channelId} and check_failures = 0 and check_due_at > ${at}`.execute(
    tx,
  )
}

async function lookAtPosts(
  tx: Tx,
  workspaceId: string,
  channelId: string,
  nudges: readonly Nudge[],
  now: Date,
): Promise<void> {
  const named = nudges.flatMap(({ post }) => post ?? [])
  const any = nudges.some(({ post }) => post === null)
  const at = soon(now, 'post')
  await sql`
    update collections k set next_at = ${at}
    from publications p
    where k.workspace_id = ${workspaceId} and k.channel_id = ${channelId} and k.subject_kind = 'publication'
      and p.workspace_id = k.workspace_id and p.id = k.subject_id and k.failures = 0 and k.next_at > ${at}
      and (p.remote_id = any(${named}::text[]) or (${any} and p.id in (
        select y.id from publications y
        where y.workspace_id = ${workspaceId} and y.channel_id = ${channelId} and y.kind = 'post' and y.gone_at is null
          and y.published_at > ${now}::timestamptz - interval '1 day' * ${young.days}::int
        order by y.published_at desc limit ${young.most})))`.execute(tx)
}

/** What the network was still working on. */
const lookAtSent = (tx: Tx, workspaceId: string, channelId: string, now: Date) =>
  sql`
  update deliveries set next_at = ${now}
  where workspace_id = ${workspaceId} and channel_id = ${channelId} and state = 'sent' and pending is not null
    and next_at > ${now}`.execute(tx)
