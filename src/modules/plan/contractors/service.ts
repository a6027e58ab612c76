import { type Actor, actorMay } from '../../../app/actor.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { noting } from '../../../app/noted.ts'
import { decodeCursor, encodeCursor, PlaceById } from '../../../app/page.ts'
import { mayOn, refusePartial } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { Db } from '../../../platform/db/index.ts'
import { findSeenFacts } from '../../create/media/index.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import { findLine } from '../budget/index.ts'
import { findWho, findWork } from '../team/index.ts'
import type { Waiting } from '../waiting/contract.ts'
import * as around from './around-queries.ts'
import {
  type Job,
  type JobBody,
  type JobChange,
  type JobDetail,
  type JobFile,
  type JobList,
  type JobsQuery,
  mostJobs,
} from './contract.ts'
import { contractorError } from './errors.ts'
import * as queries from './queries.ts'
import { findWaiting } from './waiting-queries.ts'

const tell = noting('contractor_job', 'contractors')

export const personOf = ({ kind, id }: Actor): string | null => (kind === 'person' ? id : null)

export const todayOf = async (ctx: Context, db: Db, workspaceId: string): Promise<string> =>
  dayOf(ctx.clock.now(), await queries.findZone(db, workspaceId))

export async function listJobs(
  ctx: Context,
  actor: Actor,
  { cursor, limit, ...query }: JobsQuery,
): Promise<JobList> {
  const place = cursor === undefined ? null : decodeCursor(cursor, PlaceById)
  if (place === undefined) throw contractorError('bad_cursor')
  const today = await todayOf(ctx, ctx.db, actor.workspaceId)
  const page = { ...query, limit: limit + 1, after: place?.[0] ?? null, today }
  const rows = await queries.findJobs(ctx.db, actor.workspaceId, page)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map((job) => shownTo(actor, job)), next: last ? encodeCursor([last.id]) : null }
}

const seesMoney = (actor: Actor): boolean => actorMay(actor, 'budget.read')

/** Prices are for whoever sees the budget. */
export const shownTo = <T extends { minor: number | null; currency: string | null }>(
  actor: Actor,
  one: T,
): T => (seesMoney(actor) ? one : { ...one, minor: null, currency: null })

/** For people: a key has nothing that waits for it. */
export async function listWaiting(ctx: Context, actor: Actor): Promise<Waiting> {
  const userId = personOf(actor)
  if (userId === null) return { items: [] }
  const today = await todayOf(ctx, ctx.db, actor.workspaceId)
  const asking = { userId, today, manages: actorMay(actor, 'strategy.manage') }
  return { items: await findWaiting(ctx.db, actor.workspaceId, asking) }
}

export const readJob = (ctx: Context, actor: Actor, id: string): Promise<JobDetail> =>
  detail(ctx, ctx.db, actor, id)

async function detail(ctx: Context, db: Db, actor: Actor, id: string): Promise<JobDetail> {
  const { workspaceId } = actor
  const job = await queries.findJob(db, workspaceId, id, await todayOf(ctx, db, workspaceId))
  if (!job) throw contractorError('not_found')
  const [candidates, notes, files, approvers] = await Promise.all([
    around.findCandidates(db, workspaceId, id),
    around.findNotes(db, workspaceId, id),
    around.findFiles(db, workspaceId, id),
    approversOf(db, workspaceId, job),
  ])
  const [seen, settled] = await Promise.all([
    seenFiles(db, actor, files),
    around.wasAgreed(db, workspaceId, id),
  ])
  const may = mayAccept(actor, approvers)
  return {
    ...{ ...shownTo(actor, job), notes, files: seen, approvers },
    candidates: candidates.map((one) => shownTo(actor, one)),
    ...{ mayAccept: may, mayChangeWork: may || (!settled && actorMay(actor, 'plan.manage')) },
  }
}

/** A file is told to whoever sees it. */
async function seenFiles(db: Db, actor: Actor, files: readonly JobFile[]): Promise<JobFile[]> {
  const ids = files.flatMap(({ mediaId }) => mediaId ?? [])
  const seen = await findSeenFacts(db, actor, ids)
  return files.filter(({ mediaId }) => mediaId === null || seen.has(mediaId))
}

type Approver = JobDetail['approvers'][number]

export async function approversOf(
  db: Db,
  workspaceId: string,
  { workId }: Pick<Job, 'workId'>,
): Promise<Approver[]> {
  if (workId === null) return []
  const who = (await findWho(db, workspaceId)).find((one) => one.workId === workId)
  return (who?.approves ?? []).map(({ userId, name }) => ({ userId, name }))
}

/** Who approves that kind of work; those who lead, too, and everybody where the matrix names nobody who could. */
export function mayAccept(actor: Actor, approvers: readonly Approver[]): boolean {
  if (!actorMay(actor, 'plan.manage') || !mayOn(actor, 'plan.manage', [])) return false
  const named = approvers.flatMap(({ userId }) => userId ?? [])
  if (named.length === 0 || actorMay(actor, 'strategy.manage')) return true
  return named.includes(personOf(actor) ?? '')
}

export async function addJob(ctx: Context, actor: Actor, body: JobBody): Promise<JobDetail> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if ((await queries.count(tx, 'contractorJobs', workspaceId)) >= mostJobs)
      throw contractorError('too_many', { most: mostJobs })
    await refuseStrange(tx, workspaceId, body, null)
    const now = ctx.clock.now()
    const id = await queries.insertJob(tx, workspaceId, body, now)
    await around.insertNote(
      tx,
      workspaceId,
      id,
      { state: 'brief', workId: body.workId, words: '', authorId: personOf(actor) },
      now,
    )
    return told(tx, ctx, actor, id, 'contractor_job.added', { after: { title: body.title } })
  })
}

/** The whole brief anew; whoever has read an older one is told, and keeps what they wrote. */
export async function changeJob(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: JobChange,
): Promise<JobDetail> {
  return ctx.db.transaction().execute(async (tx) => {
    const before = await mustLock(tx, ctx, actor, id)
    if (before.version !== version)
      throw contractorError('changed', { yours: version, current: before.version })
    await refuseStrange(tx, actor.workspaceId, body, before)
    if (body.workId !== before.workId) await refuseWalkAround(tx, actor, before, body)
    await queries.updateJob(tx, actor.workspaceId, id, body, ctx.clock.now())
    if (body.deadline !== before.deadline) await settled(tx, ctx, actor, id)
    return told(tx, ctx, actor, id, 'contractor_job.changed', {
      before: { title: before.title, deadline: before.deadline, workId: before.workId },
      after: { title: body.title, deadline: body.deadline, workId: body.workId },
    })
  })
}

/**
 * Who approves a kind of work could be passed by if the kind were changed before the acceptance: once somebody was agreed with,
 * only they change it, and what was accepted stays accepted by somebody who approves it as it is called now.
 */
async function refuseWalkAround(tx: Tx, actor: Actor, before: Job, body: JobBody): Promise<void> {
  const { workspaceId } = actor
  const approvers = await approversOf(tx, workspaceId, before)
  if (!mayAccept(actor, approvers) && (await around.wasAgreed(tx, workspaceId, before.id)))
    throw contractorError('work_is_settled', { names: namesOf(approvers) })
  const others = await approversOf(tx, workspaceId, body)
  if (before.state === 'accepted' && !mayAccept(actor, others))
    throw contractorError('accepted_as', { names: namesOf(others) })
}

export const namesOf = (approvers: readonly Approver[]): string =>
  approvers.map(({ name }) => name).join(', ')

/** What was told about its deadline is over. */
export const settled = (tx: Tx, ctx: Context, { workspaceId }: Actor, id: string): Promise<void> =>
  resolveNotification(tx, ctx, workspaceId, { kind: 'contractor_job', id }, ['contractor.due'])

export async function removeJob(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const job = await mustLock(tx, ctx, actor, id)
    const { title } = job
    // With the job goes who accepted it, and as what.
    const approvers = await approversOf(tx, actor.workspaceId, job)
    if (!mayAccept(actor, approvers) && (await around.wasAgreed(tx, actor.workspaceId, id)))
      throw contractorError('not_yours_to_remove', { names: namesOf(approvers) })
    await queries.deleteJob(tx, actor.workspaceId, id)
    await settled(tx, ctx, actor, id)
    await tell(tx, ctx, actor, 'contractor_job.removed', id, { before: { title } })
  })
}

/** Work for people outside is of the whole workspace: whoever sees a part of its channels leaves it alone. */
export async function mustLock(tx: Tx, ctx: Context, actor: Actor, id: string): Promise<Job> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  await queries.lockJob(tx, workspaceId, id)
  const job = await queries.findJob(tx, workspaceId, id, await todayOf(ctx, tx, workspaceId))
  if (!job) throw contractorError('not_found')
  return job
}

/** What it named before may stay, also when it has gone from where it was. */
async function refuseStrange(tx: Tx, workspaceId: string, body: JobBody, before: Job | null): Promise<void> {
  const { lineId, workId, ownerId } = body
  if (lineId && lineId !== before?.lineId && !(await findLine(tx, workspaceId, lineId)))
    throw contractorError('no_line')
  if (workId && workId !== before?.workId && !(await findWork(tx, workspaceId, workId)))
    throw contractorError('no_work')
  if (ownerId && ownerId !== before?.ownerId && !(await queries.isMember(tx, workspaceId, ownerId)))
    throw contractorError('no_owner')
}

type Told = { before?: unknown; after?: unknown }

export async function told(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  words: Told,
): Promise<JobDetail> {
  await tell(tx, ctx, actor, action, id, words)
  return detail(ctx, tx, actor, id)
}
