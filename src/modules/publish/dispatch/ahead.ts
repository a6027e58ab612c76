import { sql } from 'kysely'
import type { Context } from '../../../app/context.ts'
import type { Draft, Json } from '../../../networks/kit/content.ts'
import type { Network } from '../../../networks/kit/network.ts'
import { openContent } from '../content/index.ts'
import { lacksApproval } from './approved.ts'
import type { Doors } from './doors.ts'
import { pace } from './pace.ts'
import { follow } from './progress.ts'

/** Films take their time to go up: so many times as long as anything else. */
export const filmPatience = 5

/** Uploads for one delivery that is still to come, and keeps what they brought. Nothing of it can be published by this. */
export async function prepareOne(ctx: Context, doors: Doors, deliveryId: string): Promise<void> {
  const row = await findUnprepared(ctx, deliveryId)
  const network: Network | undefined = row && ctx.networks.get(row.network)
  const prepare = network?.publish?.prepare
  if (!row || !network || !prepare) return
  const account = await doors.accountFor(ctx, row.channelId)
  const draft = row.content as unknown as Draft
  const opened = await openContent(ctx, doors.openMedia, draft, network, account, { deliveryId })
  const { content, end } = follow(ctx, row, opened)
  const prepared = await prepare({
    tools: ctx.toolsFor(row.network, account),
    account,
    content,
    key: row.key,
    firstAttemptAt: ctx.clock.now(),
    signal: AbortSignal.timeout(pace.sendTimeout * filmPatience),
    ahead: true,
  }).finally(end)
  if (prepared !== null)
    await keepPrepared(ctx, { ...row, prepared, at: sql`${ctx.clock.now()}::timestamptz` }, 'ahead')
}

const findUnprepared = (ctx: Context, id: string) =>
  ctx.db
    .selectFrom('deliveries as d')
    .innerJoin('channels as c', 'c.id', 'd.channelId')
    .innerJoin('workspaces as w', 'w.id', 'd.workspaceId')
    .select(['d.id', 'd.workspaceId', 'd.channelId', 'd.network', 'd.content', 'd.key', 'd.digest'])
    .where('d.id', '=', id)
    .where('d.state', 'in', ['scheduled', 'waiting'])
    .where('d.prepared', 'is', null)
    .where('c.state', '=', 'active')
    .where('w.eraseAt', 'is', null)
    // What nobody has approved leaves this house in no form.
    .where(({ not }) => not(lacksApproval('d')))
    .executeTakeFirst()

type Kept = { id: string; digest: string; prepared: Json; at: ReturnType<typeof sql> }

/**
 * Only for the content that it was made of, and only while it can still leave. `ahead`: a worker may have made it ready
 * itself meanwhile, and by what it sends alone can be told later whether that arrived.
 */
export async function keepPrepared(
  ctx: Context,
  { id, digest, prepared, at }: Kept,
  when: 'ahead' | 'leaving' = 'leaving',
): Promise<void> {
  await sql`
    update deliveries set prepared = ${JSON.stringify(prepared)}::jsonb, prepared_at = ${at}
    where id = ${id} and digest = ${digest}
      and case when ${when === 'ahead'} then state in ('scheduled', 'waiting', 'claimed') and prepared is null
        else state in ('scheduled', 'waiting', 'claimed', 'sending') end`.execute(ctx.db)
}
