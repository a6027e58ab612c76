import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { refusePartial } from '../../../app/sight.ts'
import { resolveNotification } from '../../publish/notifications/index.ts'
import type {
  AccountSubject,
  AccountVerdictBody,
  AnyVerdict,
  HeldVerdict,
  SuspectVerdict,
  SuspectVerdictBody,
} from './contract.ts'
import { presenceError } from './errors.ts'
import { isSubject } from './queries.ts'
import * as queries from './suspect-queries.ts'

type History = { items: HeldVerdict[] }

export const presentVerdict = (row: queries.VerdictRow): HeldVerdict => ({
  id: row.id,
  verdict: row.verdict as AnyVerdict,
  reason: row.reason,
  author: row.author,
  createdAt: row.createdAt.toISOString(),
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
})

async function historyOf(ctx: Context, workspaceId: string, kind: string, id: string): Promise<History> {
  return { items: (await queries.findHistory(ctx.db, workspaceId, kind, id)).map(presentVerdict) }
}

export async function readAccountHistory(
  ctx: Context,
  actor: Actor,
  subject: AccountSubject,
): Promise<History> {
  refusePartial(actor)
  if (!(await isSubject(ctx.db, actor.workspaceId, subject.kind, subject.id)))
    throw presenceError('no_account')
  return historyOf(ctx, actor.workspaceId, subject.kind, subject.id)
}

/** Keep, mend or close an account of ours. */
export async function judgeAccount(
  ctx: Context,
  actor: Actor,
  { kind, id }: AccountSubject,
  body: AccountVerdictBody,
): Promise<History> {
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await isSubject(tx, actor.workspaceId, kind, id))) throw presenceError('no_account')
    await say(ctx, tx, actor, { kind, id }, body)
  })
  return historyOf(ctx, actor.workspaceId, kind, id)
}

/** Whether a suspect is an impostor. */
export async function judgeSuspect(
  ctx: Context,
  actor: Actor,
  id: string,
  body: SuspectVerdictBody,
): Promise<History> {
  await ctx.db.transaction().execute(async (tx) => {
    if (!(await queries.lockSuspect(tx, actor.workspaceId, id))) throw presenceError('no_suspect')
    await say(ctx, tx, actor, { kind: 'suspect', id }, body)
    await queries.updateSuspect(tx, actor.workspaceId, id, { verdict: body.verdict })
    await settle(ctx, tx, actor.workspaceId)
  })
  return historyOf(ctx, actor.workspaceId, 'suspect', id)
}

type Said = { verdict: AnyVerdict; reason: string }

async function say(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  { kind, id }: { kind: string; id: string },
  { verdict, reason }: Said,
): Promise<void> {
  const { workspaceId } = actor
  const [held] = (await queries.findHistory(tx, workspaceId, kind, id)).filter((one) => !one.withdrawnAt)
  const said = { workspaceId, subjectKind: kind, subjectId: id, verdict, reason }
  const authorId = actor.kind === 'person' ? actor.id : null
  await queries.insertVerdict(tx, { ...said, authorId, createdAt: ctx.clock.now() })
  await audit(tx, actor, {
    action: 'presence.judged',
    subject: { kind: kind === 'account' ? 'presence_account' : kind, id },
    before: { verdict: held?.verdict ?? null },
    after: { verdict },
  })
  await ctx.events.emit(tx, { workspaceId, topic: 'presence', id })
}

/** Takes the newest verdict of its subject back; what was said before holds again. */
export async function withdraw(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const found = await queries.findVerdict(tx, workspaceId, id)
    if (!found || found.withdrawnAt) throw presenceError('no_verdict')
    const { subjectKind: kind, subjectId } = found
    if (kind === 'suspect') await queries.lockSuspect(tx, workspaceId, subjectId)
    const standing = (await queries.findHistory(tx, workspaceId, kind, subjectId)).filter(
      (one) => !one.withdrawnAt,
    )
    if (standing[0]?.id !== id) throw presenceError('not_newest')
    const verdict = standing[1]?.verdict ?? null
    await queries.withdrawVerdict(tx, workspaceId, id, ctx.clock.now())
    if (kind === 'suspect')
      await queries.updateSuspect(tx, workspaceId, subjectId, { verdict: verdict as SuspectVerdict | null })
    await audit(tx, actor, {
      action: 'presence.verdict_withdrawn',
      subject: { kind: kind === 'account' ? 'presence_account' : kind, id: subjectId },
      before: { verdict: found.verdict },
      after: { verdict },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'presence', id: subjectId })
  })
}

/** Once nobody likely waits for a word any more, nobody needs to be told. */
async function settle(ctx: Context, tx: Tx, workspaceId: string): Promise<void> {
  const { likely } = await queries.countSuspects(tx, workspaceId)
  if (likely === 0) await resolveNotification(tx, ctx, workspaceId, { kind: 'presence', id: workspaceId })
}
