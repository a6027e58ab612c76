import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Winner, WinnerChange, WinnerState } from './contract.ts'
import { contestError } from './errors.ts'
import { factsOf } from './present.ts'
import * as queries from './queries.ts'
import { theContest, told } from './service.ts'
import { findWinners, lockWinner, updateWinner, type WinnerRow } from './winner-queries.ts'

const dayMs = 86_400_000

const present = (row: WinnerRow, now: Date): Winner => {
  const instant = (at: Date | null) => at?.toISOString() ?? null
  return {
    ...row,
    contactedAt: instant(row.contactedAt),
    answerBy: instant(row.answerBy),
    answeredAt: instant(row.answeredAt),
    deliveredAt: instant(row.deliveredAt),
    overdue: row.state === 'contacted' && row.answerBy !== null && row.answerBy < now,
  }
}

export async function listWinners(ctx: Context, actor: Actor, id: string): Promise<{ items: Winner[] }> {
  refusePartial(actor)
  await theContest(ctx, actor, id)
  const rows = await findWinners(ctx.db, { workspaceId: actor.workspaceId, contestId: id })
  return { items: rows.map((row) => present(row, ctx.clock.now())) }
}

/** From being told to having the prize. When it is too late for an answer is reckoned from when they were told. */
export async function changeWinner(
  ctx: Context,
  actor: Actor,
  id: string,
  winnerId: string,
  change: WinnerChange,
): Promise<Winner> {
  refusePartial(actor, 'plan.manage')
  const place = { workspaceId: actor.workspaceId, contestId: id }
  await ctx.db.transaction().execute(async (tx) => {
    const contest = await queries.findContest(tx, actor.workspaceId, id)
    const before = contest && (await lockWinner(tx, place, winnerId))
    if (!contest || !before) throw contestError('no_winner')
    if (before.version !== change.version) throw contestError('winner_changed')
    const { version: _, state, ...rest } = change
    const days = factsOf(contest).answerDays
    await updateWinner(tx, place, winnerId, {
      ...rest,
      ...(state && { state, ...timesOf(state, before, ctx.clock.now(), days) }),
    })
    // What was written of them is theirs; the log says only how far it is.
    await told(
      tx,
      ctx,
      actor,
      id,
      'contest.winner_changed',
      { winner: winnerId, state: state ?? before.state },
      {
        state: before.state,
      },
    )
  })
  const [row] = await findWinners(ctx.db, place, winnerId)
  if (!row) throw contestError('no_winner')
  return present(row, ctx.clock.now())
}

type Before = Pick<WinnerRow, 'contactedAt' | 'answerBy' | 'answeredAt' | 'deliveredAt'>

function timesOf(state: WinnerState, before: Before, now: Date, answerDays: number | null): Partial<Before> {
  if (state === 'drawn') return { contactedAt: null, answerBy: null, answeredAt: null, deliveredAt: null }
  if (state === 'contacted')
    return {
      contactedAt: before.contactedAt ?? now,
      answerBy: before.answerBy ?? new Date(now.getTime() + (answerDays ?? 14) * dayMs),
      ...{ answeredAt: null, deliveredAt: null },
    }
  if (state === 'accepted' || state === 'declined')
    return { answeredAt: before.answeredAt ?? now, deliveredAt: null }
  if (state === 'delivered') return { deliveredAt: now, answeredAt: before.answeredAt ?? now }
  return { deliveredAt: null }
}
