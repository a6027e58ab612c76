import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { Insights } from '../../../networks/kit/network.ts'
import { accountFor, type OpenAccount, reportSuccess } from '../../channels/accounts/index.ts'
import { writePoints } from '../facts/index.ts'
import { requestsPerMinute } from './budget.ts'
import { collectChannel } from './jobs.ts'
import { collectBatch } from './posts.ts'
import {
  claimOne,
  type DueChannel,
  dueChannels,
  ensureChannels,
  hasten,
  readChannel,
  settle,
} from './queries.ts'
import { rationed } from './ration.ts'
import { backoff, channelEvery } from './timetable.ts'
import { isHeld, meetTrouble } from './trouble.ts'

/** Each minute: asks for a run for every channel of which something is due. */
export async function askForDue(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const able = [...ctx.networks.values()].filter((network) => network.insights)
  await ensureChannels(
    ctx.db,
    'channel',
    able.map((network) => network.manifest.id),
    now,
  )
  for (const channelId of await dueChannels(ctx.db, ['channel', 'publication'], now))
    await ctx.jobs.add(collectChannel, { channelId }, { key: `${collectChannel.name}:${channelId}` })
}

/** Asks the network for what is due of one channel, within its share of a minute; the rest follows with the next run. */
export async function collectFrom(ctx: Context, channelId: string): Promise<void> {
  const channel = await readChannel(ctx.db, channelId)
  const network = ctx.networks.get(channel?.network ?? '')
  const insights = network?.insights
  if (!channel || !network || !insights || channel.demo || !['active', 'paused'].includes(channel.state))
    return
  if (await isHeld(ctx, channel)) return
  const account = await openAccount(ctx, channel)
  if (!account) return
  const minute = requestsPerMinute(network.manifest, account.limits)
  await rationed(ctx, channel, account.limits, (counting) =>
    collectBoth(counting, channel, account, { insights, minute }),
  )
}

/** The account's own numbers, then those of its posts, within so many requests. */
async function collectBoth(
  ctx: Context,
  channel: DueChannel,
  account: OpenAccount,
  { insights, minute }: { insights: Insights; minute: number },
): Promise<void> {
  if ((await collectAccount(ctx, channel, account, insights)) === 'stopped') return
  const { requestsAtOnce = 1 } = insights
  for (let left = minute; left > 0; left -= requestsAtOnce)
    if (!(await collectBatch({ ctx, channel, account, insights }))) return
}

async function openAccount(ctx: Context, channel: DueChannel): Promise<OpenAccount | null> {
  try {
    return await accountFor(ctx, channel.id)
  } catch (error) {
    await meetTrouble(ctx, channel, null, error)
    return null
  }
}

async function collectAccount(
  ctx: Context,
  channel: DueChannel,
  account: OpenAccount,
  insights: Insights,
): Promise<'done' | 'stopped'> {
  const now = ctx.clock.now()
  const lease = new Date(now.getTime() + 10 * 60_000)
  const due = await claimOne(ctx.db, 'channel', channel.id, now, lease)
  if (!due) return 'done'
  try {
    const measured = await insights.account(ctx.toolsFor(channel.network, account), account)
    const { workspaceId, id } = channel
    const subject = { workspaceId, subjectKind: 'channel', subjectId: id, source: 'network' } as const
    await ctx.db.transaction().execute(async (tx) => {
      await writePoints(
        tx,
        measured.map(({ metric, value }) => ({ ...subject, metric, value, at: now })),
      )
      const nextAt = new Date(now.getTime() + channelEvery)
      await settle(tx, [{ kind: 'channel', id, nextAt, collectedAt: now, failures: 0 }])
      await ctx.events.emit(tx, { workspaceId, topic: 'numbers', id })
    })
    await reportSuccess(ctx, id)
    return 'done'
  } catch (error) {
    if ((await meetTrouble(ctx, channel, account, error)) === 'stopped') return 'stopped'
    const nextAt = new Date(now.getTime() + backoff(due.failures))
    await settle(ctx.db, [
      { kind: 'channel', id: channel.id, nextAt, collectedAt: null, failures: due.failures + 1 },
    ])
    return 'done'
  }
}

/** What was asked for within these minutes is new enough. */
const freshMs = 5 * 60_000

/** A person wants the numbers of now: makes due what was not just asked for. */
export async function collectNow(ctx: Context, actor: Actor): Promise<{ channels: number }> {
  const now = ctx.clock.now()
  return ctx.db.transaction().execute(async (tx) => {
    const channels = await hasten(tx, actor, now, new Date(now.getTime() - freshMs))
    for (const channelId of channels)
      await ctx.jobs.add(collectChannel, { channelId }, { tx, key: `${collectChannel.name}:${channelId}` })
    await audit(tx, actor, {
      action: 'numbers.asked_for',
      subject: { kind: 'workspace', id: actor.workspaceId },
      after: { channels: channels.length },
    })
    return { channels: channels.length }
  })
}
