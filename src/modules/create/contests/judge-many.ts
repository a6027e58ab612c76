/** Many who take part are judged in one go, and all of it is taken back in one go. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { Judged, JudgeManyBody } from './contract.ts'
import { lookAgain, type Place } from './enter.ts'
import { contestError } from './errors.ts'
import { nameTakers } from './people-queries.ts'
import * as queries from './queries.ts'
import { told } from './service.ts'
import { judgeAll, undoAll } from './verdict-queries.ts'

async function whileOpen(
  ctx: Context,
  actor: Actor,
  id: string,
  work: (tx: Tx, place: Place) => Promise<Judged>,
): Promise<Judged> {
  refusePartial(actor, 'plan.manage')
  return ctx.db.transaction().execute(async (tx) => {
    const row = await queries.lockContest(tx, actor.workspaceId, id)
    if (!row) throw contestError('not_found')
    if (row.stage !== 'open') throw contestError('list_closed')
    return work(tx, { workspaceId: actor.workspaceId, contestId: id })
  })
}

export const judgeMany = (ctx: Context, actor: Actor, id: string, body: JudgeManyBody): Promise<Judged> =>
  whileOpen(ctx, actor, id, async (tx, place) => {
    const { verdict, reason } = body
    const batchId = randomUUID()
    const changed = await judgeAll(tx, place, await namedBy(tx, place, body.of), {
      ...{ verdict, reason: verdict === 'exclude' ? reason : '', batchId, at: ctx.clock.now() },
      userId: actor.kind === 'person' ? actor.id : null,
    })
    await lookAtAll(tx, place, changed)
    const people = changed.length
    await told(tx, ctx, actor, id, 'contest.entrants_judged', { verdict, reason, people, judgement: batchId })
    return { id: batchId, people }
  })

/** Nobody is judged whom nobody has seen, or who has been found to be something else since. */
async function namedBy(tx: Tx, place: Place, of: JudgeManyBody['of']): Promise<readonly string[]> {
  if ('ids' in of) return of.ids
  const { ids, total, seen } = await nameTakers(tx, place, of)
  if (seen !== of.seen) throw contestError('others_by_now', { total })
  return ids
}

/** Whoever was judged otherwise since stays as they are. */
export const undoMany = (ctx: Context, actor: Actor, id: string, batchId: string): Promise<Judged> =>
  whileOpen(ctx, actor, id, async (tx, place) => {
    const changed = await undoAll(tx, place, batchId)
    await lookAtAll(tx, place, changed)
    const people = changed.length
    if (people > 0) await told(tx, ctx, actor, id, 'contest.judgement_undone', { people, judgement: batchId })
    return { id: batchId, people }
  })

const lookedAtOnce = 1000

async function lookAtAll(tx: Tx, place: Place, ids: readonly string[]): Promise<void> {
  for (let n = 0; n < ids.length; n += lookedAtOnce)
    await lookAgain(tx, place, ids.slice(n, n + lookedAtOnce))
}
