import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { untilWaiting } from '../../../../test/people/waiting.ts'
import { type World, world } from '../../../../test/world.ts'
import { audit } from '../../../app/audit.ts'
import { pruneAudit } from './retention.ts'
import { sealPending } from './seal.ts'
import { verifyAudit } from './verify.ts'

const env = { CARILLON_AUDIT_KEEP_DAYS: '90' }

/** Rows with an age in days each, in the order in which they are sealed. */
async function aged(w: World, ages: readonly number[]) {
  for (const [n, age] of ages.entries()) {
    await audit(w.ctx.db, w.actor('owner'), { action: 'goal.added', subject: { kind: 'goal', id: `${n}` } })
    await sql`update audit_log set at = now() - make_interval(days => ${age}) where chain_seq is null`.execute(
      w.ctx.db,
    )
    await sealPending(w.ctx)
  }
}

const places = async ({ ctx, workspaceId }: World) =>
  (
    await ctx.db
      .selectFrom('auditLog')
      .select('chainSeq')
      .where('workspaceId', '=', workspaceId)
      .where('action', '=', 'goal.added')
      .orderBy('chainSeq')
      .execute()
  ).map(({ chainSeq }) => chainSeq)

test('what is over is taken away from the beginning, and the rest still verifies', async () => {
  const w = await world({ alone: true, env })
  await aged(w, [200, 100, 91, 89, 95, 1])
  const before = await verifyAudit(w.ctx)
  await pruneAudit(w.ctx)
  // One that is over stands behind one that is not, and stays with it.
  expect(await places(w)).toEqual([4, 5, 6])
  const after = await verifyAudit(w.ctx, { heads: before.chains.flatMap(({ head }) => head ?? []) })
  expect(after).toMatchObject({ ok: true, chains: [{ pruned: 3, rows: 4 }] })
  const told = await w.ctx.db
    .selectFrom('auditLog')
    .selectAll()
    .where('action', '=', 'audit.pruned')
    .execute()
  expect(told).toMatchObject([{ actorKind: 'system', after: { rows: 3, upTo: 3 } }])
})

test('everything is kept when nothing is said', async () => {
  const w = await world({ alone: true })
  await aged(w, [4000])
  await pruneAudit(w.ctx)
  expect(await places(w)).toEqual([1])
})

test('when everything was over, the chain goes on from what was', async () => {
  const w = await world({ alone: true, env })
  await aged(w, [200, 100])
  await pruneAudit(w.ctx)
  await aged(w, [1])
  expect(await places(w)).toEqual([4])
  expect(await verifyAudit(w.ctx)).toMatchObject({ ok: true, chains: [{ pruned: 2, rows: 2 }] })
})

test('rows that somebody removed from the beginning are told, whatever they wrote about it', async () => {
  const w = await world({ alone: true, env })
  await aged(w, [200, 100, 91, 1])
  await pruneAudit(w.ctx)
  await sql`delete from audit_log where chain_seq = 4`.execute(w.ctx.db)
  expect((await verifyAudit(w.ctx)).chains[0]?.broken).toMatchObject({ what: 'rows_missing', seq: 4 })
  await sql`update audit_chains set base_seq = 4`.execute(w.ctx.db)
  expect((await verifyAudit(w.ctx)).chains[0]?.broken).toMatchObject({ what: 'end_changed' })
})

test('what was tampered with is never taken away, nor what comes after it', async () => {
  const w = await world({ alone: true, env })
  await aged(w, [200, 190, 180, 1])
  await sql`update audit_log set actor_name = 'Nobody' where chain_seq = 2`.execute(w.ctx.db)
  await pruneAudit(w.ctx)
  expect(await places(w)).toEqual([2, 3, 4])
  expect((await verifyAudit(w.ctx)).chains[0]?.broken).toMatchObject({ what: 'row_changed', seq: 2 })
  const hole = await world({ alone: true, env })
  await aged(hole, [200, 190, 180, 1])
  await sql`delete from audit_log where chain_seq = 2`.execute(hole.ctx.db)
  await pruneAudit(hole.ctx)
  expect(await places(hole)).toEqual([3, 4])
  expect((await verifyAudit(hole.ctx)).chains[0]?.broken).toMatchObject({ what: 'rows_missing', seq: 2 })
})

test('a head from before what was taken away cannot be compared, and that is said', async () => {
  const w = await world({ alone: true, env })
  await aged(w, [200])
  const { chains } = await verifyAudit(w.ctx)
  await aged(w, [100, 1])
  await pruneAudit(w.ctx)
  const report = await verifyAudit(w.ctx, { heads: [chains[0]?.head ?? ''] })
  expect(report.ok).toBe(true)
  expect(report.chains[0]?.notes).toEqual([expect.stringContaining('cannot be compared')])
})

test('each workspace has its own beginning', async () => {
  const w = await world({ alone: true, env })
  const other = { ...w, ...(await w.tenant()) }
  await aged(w, [200, 1])
  await aged(other, [1, 1])
  await pruneAudit(w.ctx)
  expect(await places(w)).toEqual([2])
  expect(await places(other)).toEqual([1, 2])
  expect(await verifyAudit(w.ctx)).toMatchObject({ ok: true })
})

test('whoever deletes a workspace and whoever takes its old rows away do not wait for each other', async () => {
  const w = await world({ alone: true, env })
  await aged(w, [200, 1])
  let pruning: Promise<void> | undefined
  await w.ctx.db.transaction().execute(async (tx) => {
    await sql`select from workspaces where id = ${w.workspaceId} for update`.execute(tx)
    pruning = pruneAudit(w.ctx)
    await untilWaiting(w, 1)
    await sql`delete from workspaces where id = ${w.workspaceId}`.execute(tx)
  })
  await pruning
  expect(await places(w)).toEqual([])
})
