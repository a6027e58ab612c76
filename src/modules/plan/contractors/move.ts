import type { Actor } from '../../../app/actor.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { enterSpent } from '../budget/index.ts'
import * as around from './around-queries.ts'
import { type Job, type JobDetail, type MoveBody, movesFrom } from './contract.ts'
import { contractorError } from './errors.ts'
import * as queries from './queries.ts'
import { approversOf, mayAccept, mustLock, namesOf, personOf, settled, todayOf, told } from './service.ts'

/** A job goes a step: what the step asks for is looked at, and who took it, when and why stays in its history. */
export async function moveJob(ctx: Context, actor: Actor, id: string, move: MoveBody): Promise<JobDetail> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    const job = await mustLock(tx, ctx, actor, id)
    if (job.version !== move.version)
      throw contractorError('changed', { yours: move.version, current: job.version })
    if (!movesFrom[job.state].includes(move.to)) throw contractorError('no_way')
    const now = ctx.clock.now()
    await step(tx, ctx, actor, job, move)
    await queries.moveJob(tx, workspaceId, id, move.to, now)
    const note = { state: move.to, workId: job.workId, words: move.words, authorId: personOf(actor) }
    await around.insertNote(tx, workspaceId, id, note, now)
    if (['delivered', 'accepted', 'cancelled'].includes(move.to)) await settled(tx, ctx, actor, id)
    return told(tx, ctx, actor, id, 'contractor_job.moved', {
      before: { title: job.title, state: job.state, workId: job.workId },
      after: { title: job.title, state: move.to, workId: job.workId, terms: move.terms },
    })
  })
}

async function step(tx: Tx, ctx: Context, actor: Actor, job: Job, move: MoveBody): Promise<void> {
  if (job.state === 'accepted') await refuseOthers(tx, actor, job, 'not_yours_to_take_back')
  if (move.to === 'agreed' && job.state === 'looking') return choose(tx, actor, job, move)
  // Whoever looks anew, or begins anew what was cancelled, has agreed with nobody yet.
  if (move.to === 'looking' || move.to === 'brief') return queries.agree(tx, actor.workspaceId, job.id, null)
  if (move.to === 'changes' && move.words === '')
    throw contractorError('no_words', {}, [
      { path: 'words', code: 'no_words', detail: 'Say in a sentence what is to be changed.' },
    ])
  if (move.to === 'accepted') await accept(tx, ctx, actor, job, move)
}

async function choose(tx: Tx, actor: Actor, job: Job, { terms }: MoveBody): Promise<void> {
  if (!terms) throw contractorError('no_terms')
  const candidates = await around.findCandidates(tx, actor.workspaceId, job.id)
  if (!candidates.some(({ id }) => id === terms.candidateId)) throw contractorError('no_candidate')
  await queries.agree(tx, actor.workspaceId, job.id, terms)
}

async function refuseOthers(
  tx: Tx,
  actor: Actor,
  job: Job,
  code: 'not_yours' | 'not_yours_to_take_back',
): Promise<void> {
  const approvers = await approversOf(tx, actor.workspaceId, job)
  if (!mayAccept(actor, approvers)) throw contractorError(code, { names: namesOf(approvers) })
}

async function accept(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  job: Job,
  { words, enter }: MoveBody,
): Promise<void> {
  await refuseOthers(tx, actor, job, 'not_yours')
  const count = job.criteria.filter(({ met }) => !met).length
  if (count > 0 && words === '')
    throw contractorError('not_met', { count }, [
      { path: 'words', code: 'not_met', detail: 'Say why it is accepted all the same.' },
    ])
  if (!enter) return
  const { lineId, minor, currency, title } = job
  if (lineId === null || minor === null || currency === null) throw contractorError('no_price')
  const { workspaceId } = actor
  // Accepted once before and taken back since: its price stands there already, as it was entered or as somebody corrected it.
  if (await queries.findEntryId(tx, workspaceId, job.id)) return
  const day = await todayOf(ctx, tx, workspaceId)
  const spent = { lineId, minor, currency, note: title.slice(0, 500), day, minutes: null }
  const { id } = await enterSpent(tx, ctx, actor, spent)
  await queries.noteEntry(tx, workspaceId, job.id, id)
}
