import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { type AuditEntry, audit } from '../../../app/audit.ts'
import { sealPending } from './seal.ts'
import { verifyAudit } from './verify.ts'

const entry = (id: string): AuditEntry => ({ action: 'hook.added', subject: { kind: 'hook', id } })

test('a row of a transaction that commits late is sealed after rows with higher ids', async () => {
  const { ctx, actor, workspaceId } = await world({ alone: true })
  const long = await ctx.db.startTransaction().execute()
  await audit(long, actor('owner'), entry('early'))
  await audit(ctx.db, actor('owner'), entry('late'))
  expect(await sealPending(ctx)).toBe(1)
  await long.commit().execute()
  expect(await sealPending(ctx)).toBe(1)
  const rows = await ctx.db
    .selectFrom('auditLog')
    .select(['subjectId', 'chainSeq'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .execute()
  expect(rows).toEqual([
    { subjectId: 'early', chainSeq: 2 },
    { subjectId: 'late', chainSeq: 1 },
  ])
  expect(await verifyAudit(ctx)).toMatchObject({ ok: true })
})

test('a transaction that is given up leaves no gap', async () => {
  const { ctx, actor } = await world({ alone: true })
  const given = await ctx.db.startTransaction().execute()
  await audit(given, actor('owner'), entry('given up'))
  await audit(ctx.db, actor('owner'), entry('kept'))
  await given.rollback().execute()
  await sealPending(ctx)
  expect(await verifyAudit(ctx)).toMatchObject({ ok: true, chains: [{ rows: 1 }] })
})

test('while several write and two seal at once, nothing is lost or sealed twice', async () => {
  const { ctx, actor, tenant } = await world({ alone: true })
  const actors = [actor('owner'), (await tenant()).actor('owner'), (await tenant()).actor('owner')]
  let writing = true
  const write = async (writer: number) => {
    for (let n = 0; n < 40; n++) {
      const who = actors[(writer + n) % actors.length] ?? actor('owner')
      await ctx.db
        .transaction()
        .execute(async (tx) => {
          await audit(tx, who, entry(`${writer} ${n} a`), entry(`${writer} ${n} b`))
          await pause(n % 7 === 0 ? 120 : Math.random() * 10)
          if (n % 10 === 9) throw new Error('given up')
        })
        .catch(() => {})
    }
  }
  const seal = async () => {
    while (writing) await sealPending(ctx)
  }
  const sealers = [seal(), seal()]
  await Promise.all([0, 1, 2, 3].map(write))
  writing = false
  await Promise.all(sealers)
  const { ok, chains } = await verifyAudit(ctx)
  expect(ok).toBe(true)
  expect(chains.reduce((sum, { rows }) => sum + rows, 0)).toBe(4 * 36 * 2)
})

test('a workspace that is erased while its rows are sealed holds up nothing', async () => {
  const { ctx, tenant, actor } = await world({ alone: true })
  await audit(ctx.db, actor('owner'), entry('mine'))
  const { workspaceId, actor: theirs } = await tenant()
  await audit(ctx.db, theirs('owner'), entry('theirs'))
  const erasing = await ctx.db.startTransaction().execute()
  await erasing.deleteFrom('workspaces').where('id', '=', workspaceId).execute()
  const sealing = sealPending(ctx)
  const waiting = sql<{ count: number }>`
    select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(async () => (await waiting.execute(ctx.db)).rows[0]?.count).toBe(1)
  await erasing.commit().execute()
  expect(await sealing).toBe(1)
  expect(await verifyAudit(ctx)).toMatchObject({ ok: true, chains: [{ rows: 1 }] })
})

test('writing takes one statement, whatever the number of rows, and waits for no sealer', async () => {
  const { ctx, actor } = await world({ alone: true })
  const sealing = await ctx.db.startTransaction().execute()
  await sql`select pg_advisory_xact_lock(7206414)`.execute(sealing)
  await sql`lock table audit_chains in access exclusive mode`.execute(sealing)
  const statements: string[] = []
  await ctx.db.connection().execute(async (db) => {
    const counting = db.withPlugin({
      transformQuery: ({ node }) => {
        statements.push(node.kind)
        return node
      },
      transformResult: async ({ result }) => result,
    })
    await audit(counting, actor('owner'), entry('a'), entry('b'), entry('c'))
  })
  expect(statements).toEqual(['InsertQueryNode'])
  await sealing.rollback().execute()
  expect(await sealPending(ctx)).toBe(3)
})
