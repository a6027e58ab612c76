import type { Context } from '../../../app/context.ts'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { Trouble } from './contract.ts'
import { type Claimed, postpone, settleFailed } from './due.ts'

const hour = 3_600_000
const day = 24 * hour

/** Who is gone may come back: looked for once a week, and after a month no more. */
const weekly = 7 * day
const looksForGone = 4

const ownFault = 'Something went wrong that should not. The log of the worker says what.'

/** What follows from a look that failed. Nothing that was read is lost, and nobody is asked the more for it. */
export async function meetTrouble(ctx: Context, claimed: Claimed, error: unknown): Promise<void> {
  const now = ctx.clock.now()
  if (!(error instanceof NetworkFailure)) {
    // A fault of ours: it waits like every other look that failed, and the log has it.
    const failures = claimed.failures + 1
    const nextAt = nextAfter('other', failures, { retryAt: undefined }, now)
    await ctx.db
      .transaction()
      .execute((tx) => settleFailed(tx, claimed, { code: 'other', words: ownFault, failures, nextAt }))
    throw error
  }
  const code = troubleOf(error)
  const failures = claimed.failures + 1
  ctx.log.info({ profileId: claimed.id, code: error.code, kind: error.kind }, 'A profile could not be read')
  const nextAt = nextAfter(code, failures, error, now)
  await ctx.db.transaction().execute(async (tx) => {
    // A limit is of the server: it holds for everybody who watches somebody there.
    if (code === 'limited' && nextAt) await postpone(tx, claimed, nextAt)
    await settleFailed(tx, claimed, { code, words: error.message.slice(0, 500), failures, nextAt })
    await ctx.events.emit(tx, {
      workspaceId: claimed.workspaceId,
      topic: 'competitors',
      id: claimed.competitorId,
    })
  })
}

export function troubleOf({ code, status, kind }: NetworkFailure): Trouble {
  if (status === 429) return 'limited'
  const known = Trouble.safeParse(code)
  if (known.success) return known.data
  if (code === 'unexpected_answer') return 'odd_answer'
  return kind === 'later' ? 'no_answer' : 'other'
}

const forGood: readonly Trouble[] = ['account_gone', 'account_unknown', 'account_closed']

export function nextAfter(
  code: Trouble,
  failures: number,
  { retryAt }: Pick<NetworkFailure, 'retryAt'>,
  now: Date,
  random: () => number = Math.random,
): Date | null {
  if (forGood.includes(code) && failures > looksForGone) return null
  if (forGood.includes(code)) return new Date(now.getTime() + weekly)
  // An hour, doubled each time, two days at most; spread, so that not all come back at once.
  const rest = Math.min(hour * 2 ** Math.min(failures - 1, 10), 2 * day) * (0.8 + 0.4 * random())
  return new Date(Math.max(now.getTime() + rest, retryAt?.getTime() ?? 0))
}
