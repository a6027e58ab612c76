import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { audit, auditPerson } from '../../../app/audit.ts'
import { sealPending } from './seal.ts'
import { verifyAudit } from './verify.ts'

/** A house of its own with some rows of two tenants and of an account, sealed. */
async function sealedHouse() {
  const w = await world({ alone: true })
  const other = await w.tenant()
  for (let n = 1; n <= 6; n++)
    await audit(w.ctx.db, w.actor('owner'), {
      action: 'campaign.changed',
      subject: { kind: 'campaign', id: `c${n}` },
      before: { name: `Spring ${n}`, goal: 1.5 },
      after: { name: `Summer ${n}` },
    })
  await audit(w.ctx.db, other.actor('owner'), { action: 'hook.added', subject: { kind: 'hook', id: 'h' } })
  const person = { userId: 'u', name: 'Ieva', ip: '10.0.0.1', requestId: 'r' }
  await auditPerson(w.ctx.db, person, { action: 'session.started', subject: { kind: 'user', id: 'u' } })
  expect(await sealPending(w.ctx)).toBe(8)
  return { ...w, w, other }
}

const tell = ({ ctx }: World, statement: ReturnType<typeof sql>) => statement.execute(ctx.db)

/** What verify says of the first tenant's chain, and that the others are untouched by it. */
async function verdict({ ctx, workspaceId }: World) {
  const report = await verifyAudit(ctx)
  const mine = report.chains.find(({ chain }) => chain === workspaceId)
  const others = report.chains.filter(({ chain }) => chain !== workspaceId)
  expect(others.filter(({ ok }) => !ok)).toEqual([])
  expect(report.ok).toBe(mine?.ok === true && report.notSealed === null)
  return mine?.broken ?? null
}

test('rows that were sealed verify, each workspace in a chain of its own', async () => {
  const { ctx, workspaceId, other } = await sealedHouse()
  const report = await verifyAudit(ctx)
  expect(report.ok).toBe(true)
  expect(report.chains.map(({ chain, rows }) => [chain, rows])).toEqual(
    expect.arrayContaining([
      [workspaceId, 6],
      [other.workspaceId, 1],
      ['house', 1],
    ]),
  )
  expect(await verifyAudit(ctx, { chain: workspaceId })).toMatchObject({ ok: true, chains: [{ rows: 6 }] })
})

const at = (place: number) =>
  sql`workspace_id = (select id from workspaces order by created_at limit 1) and chain_seq = ${sql.lit(place)}`

const changes = {
  at: sql`at = at + interval '1 microsecond'`,
  actor_kind: sql`actor_kind = 'person'`,
  actor_id: sql`actor_id = 'somebody'`,
  actor_name: sql`actor_name = 'Somebody'`,
  action: sql`action = 'campaign.removed'`,
  subject_kind: sql`subject_kind = 'goal'`,
  subject_id: sql`subject_id = 'c9'`,
  'a figure in before': sql`before = jsonb_set(before, '{goal}', '1.50')`,
  'a word in after': sql`after = jsonb_set(after, '{name}', '"Winter"')`,
  'after, to JSON null': sql`after = 'null'`,
  'after, to nothing': sql`after = null`,
  ip: sql`ip = '10.0.0.9'`,
  request_id: sql`request_id = 'other'`,
  digest: sql`digest = sha256(digest)`,
  'digest, to nothing': sql`digest = null`,
}

test('whatever is changed in a row is told, with its place', async () => {
  const w = await sealedHouse()
  for (const [name, change] of Object.entries(changes)) {
    await tell(w, sql`create table kept as select * from audit_log`)
    await tell(w, sql`update audit_log set ${change} where ${at(3)}`)
    expect(await verdict(w), name).toMatchObject({ what: 'row_changed', seq: 3 })
    await tell(w, sql`delete from audit_log`)
    await tell(w, sql`insert into audit_log overriding system value select * from kept`)
    await tell(w, sql`drop table kept`)
  }
  expect(await verdict(w)).toBeNull()
})

test.each([
  ['first', 1],
  ['one in the middle', 4],
  ['last', 6],
])('a row that is removed is told: the %s', async (_, place) => {
  const w = await sealedHouse()
  await tell(w, sql`delete from audit_log where ${at(place)}`)
  expect(await verdict(w)).toMatchObject({ what: 'rows_missing', seq: place })
})

test('several that are removed are counted', async () => {
  const w = await sealedHouse()
  await tell(w, sql`delete from audit_log where ${at(2)} or ${at(3)}`)
  expect(await verdict(w)).toMatchObject({ words: 'The 2 rows at places 2 to 3 are missing.' })
})

test('a row that is removed is told although the places were closed up behind it', async () => {
  const w = await sealedHouse()
  await tell(w, sql`delete from audit_log where ${at(2)}`)
  for (const place of [3, 4, 5, 6])
    await tell(w, sql`update audit_log set chain_seq = chain_seq - 1 where ${at(place)}`)
  expect(await verdict(w)).toMatchObject({ what: 'row_changed', seq: 2 })
})

test('two rows that changed places are told', async () => {
  const w = await sealedHouse()
  await tell(w, sql`update audit_log set chain_seq = 99 where ${at(2)}`)
  await tell(w, sql`update audit_log set chain_seq = 2 where ${at(5)}`)
  await tell(w, sql`update audit_log set chain_seq = 5 where ${at(99)}`)
  expect(await verdict(w)).toMatchObject({ what: 'row_changed', seq: 2 })
})

test('what two rows say is told when it was exchanged between them', async () => {
  const w = await sealedHouse()
  await tell(
    w,
    sql`update audit_log a set after = b.after from audit_log b
      where a.workspace_id = b.workspace_id and (a.chain_seq, b.chain_seq) in ((2, 5), (5, 2))`,
  )
  expect(await verdict(w)).toMatchObject({ what: 'row_changed', seq: 2 })
})

const copy = (place: string, digest = 'digest') => sql`
  insert into audit_log (workspace_id, actor_kind, actor_name, action, subject_kind, chain_seq, digest)
  select workspace_id, actor_kind, actor_name, action, subject_kind, ${sql.raw(place)}, ${sql.raw(digest)}
  from audit_log where ${at(6)}`

test('a row that is put in is told: after the end, before the beginning, and in place of another', async () => {
  const w = await sealedHouse()
  await tell(w, copy('7'))
  expect(await verdict(w)).toMatchObject({ what: 'row_inserted', seq: 7 })
  await tell(w, sql`delete from audit_log where ${at(7)}`)
  await tell(w, copy('0'))
  expect(await verdict(w)).toMatchObject({ what: 'row_inserted', seq: 0 })
  await tell(w, sql`delete from audit_log where ${at(0)}`)
  await tell(w, sql`delete from audit_log where ${at(4)}`)
  await tell(w, copy('4'))
  expect(await verdict(w)).toMatchObject({ what: 'row_changed', seq: 4 })
})

test('a row that is put in without a place, as of an earlier day, is pointed at', async () => {
  const w = await sealedHouse()
  await tell(w, copy('null', 'null'))
  await tell(w, sql`update audit_log set at = now() - interval '2 days' where chain_seq is null`)
  expect(await verdict(w)).toBeNull()
  const report = await verifyAudit(w.ctx)
  expect(report.notSealed).toMatchObject({ what: 'not_sealed' })
  expect(report.ok).toBe(false)
  await sealPending(w.ctx)
  const { ok, chains } = await verifyAudit(w.ctx, { chain: w.workspaceId })
  expect(ok).toBe(true)
  expect(chains[0]?.notes).toEqual([
    expect.stringContaining('1 row, the first at place 7, says to be more than an hour older'),
  ])
})

test('a row that was moved to another workspace is missing in one and too many in the other', async () => {
  const w = await sealedHouse()
  await tell(w, sql`update audit_log set workspace_id = ${w.other.workspaceId}, chain_seq = 2 where ${at(6)}`)
  const { chains } = await verifyAudit(w.ctx)
  const broken = Object.fromEntries(chains.map(({ chain, broken }) => [chain, broken]))
  expect(broken[w.workspaceId]).toMatchObject({ what: 'rows_missing', seq: 6 })
  expect(broken[w.other.workspaceId]).toMatchObject({ what: 'row_inserted', seq: 2 })
  expect(broken.house).toBeNull()
})

test('a chain that was cut with its end turned back is told, and not continued', async () => {
  const w = await sealedHouse()
  await tell(
    w,
    sql`update audit_chains c set head_seq = 4, head_digest = (select digest from audit_log where ${at(4)})
      where c.workspace_id = ${w.workspaceId}`,
  )
  await tell(w, sql`delete from audit_log where ${at(5)} or ${at(6)}`)
  await audit(w.ctx.db, w.actor('owner'), { action: 'hook.added', subject: { kind: 'hook', id: 'h' } })
  expect(await sealPending(w.ctx)).toBe(0)
  expect(await verdict(w)).toMatchObject({ what: 'end_changed', seq: 4 })
})

test('a chain of which the end was removed is told', async () => {
  const w = await sealedHouse()
  await tell(w, sql`delete from audit_chains where workspace_id = ${w.workspaceId}`)
  expect(await verdict(w)).toMatchObject({ what: 'chain_missing' })
})

test('a chain that is broken at its end is not continued, and holds up no other', async () => {
  for (const harm of [copy('7'), sql`delete from audit_chains`]) {
    const w = await sealedHouse()
    await tell(w, harm)
    const added = { action: 'hook.added', subject: { kind: 'hook', id: 'h' } } as const
    for (let n = 0; n < 501; n++) await audit(w.ctx.db, w.actor('owner'), added)
    const third = await w.tenant()
    await audit(w.ctx.db, third.actor('owner'), added)
    expect(await sealPending(w.ctx)).toBe(1)
    expect(await verifyAudit(w.ctx, { chain: third.workspaceId })).toMatchObject({ ok: true })
  }
})

/** Takes the chain back to how it was: rows and end together, as whoever kept a copy of the database can. */
async function takeBack(w: Awaited<ReturnType<typeof sealedHouse>>) {
  await tell(w, sql`create table kept as select * from audit_chains`)
  await audit(w.ctx.db, w.actor('owner'), { action: 'hook.removed', subject: { kind: 'hook', id: 'h' } })
  await sealPending(w.ctx)
  const { chains } = await verifyAudit(w.ctx, { chain: w.workspaceId })
  await tell(w, sql`delete from audit_log where ${at(7)}`)
  await tell(w, sql`delete from audit_chains`)
  await tell(w, sql`insert into audit_chains select * from kept`)
  return chains[0]?.head ?? ''
}

test('a chain that was taken back whole is told by the head that is kept on this machine, which no later row overwrites', async () => {
  const w = await sealedHouse()
  await takeBack(w)
  expect(await verdict(w)).toMatchObject({ what: 'head_missing', seq: 7 })
  await audit(w.ctx.db, w.actor('owner'), { action: 'hook.added', subject: { kind: 'hook', id: 'h' } })
  await sealPending(w.ctx)
  expect(await verdict(w)).toMatchObject({ what: 'head_missing', seq: 7 })
})

test('without the kept head it is told by one that somebody wrote down', async () => {
  const w = await sealedHouse()
  const head = await takeBack(w)
  await rm(join(w.ctx.config.home, 'audit'), { recursive: true })
  expect(await verdict(w)).toBeNull()
  for (const given of [head, head.split(':')[2] ?? '']) {
    const report = await verifyAudit(w.ctx, { heads: [given] })
    expect(report.ok).toBe(false)
    expect(report.chains.find(({ ok }) => !ok)?.broken).toMatchObject({ what: 'head_missing' })
  }
})

test('a chain that was removed whole and begun anew is told', async () => {
  const w = await sealedHouse()
  await tell(w, sql`delete from audit_log where workspace_id = ${w.workspaceId}`)
  await tell(w, sql`delete from audit_chains where workspace_id = ${w.workspaceId}`)
  expect(await verdict(w)).toMatchObject({ what: 'head_missing', seq: 6 })
  await audit(w.ctx.db, w.actor('owner'), { action: 'hook.added', subject: { kind: 'hook', id: 'h' } })
  await sealPending(w.ctx)
  expect(await verdict(w)).toMatchObject({ what: 'head_missing', seq: 6 })
})

test('heads that were kept of an earlier day are found in a chain that went on', async () => {
  const { ctx, actor, workspaceId } = await sealedHouse()
  const { chains } = await verifyAudit(ctx)
  const heads = chains.flatMap(({ head }) => head ?? [])
  expect(heads).toHaveLength(3)
  await audit(ctx.db, actor('owner'), { action: 'hook.added', subject: { kind: 'hook', id: 'h' } })
  expect(await verifyAudit(ctx, { heads })).toMatchObject({ ok: true })
  const foreign = heads.find((head) => head.startsWith('house')) ?? ''
  await expect(verifyAudit(ctx, { chain: workspaceId, heads: [foreign] })).rejects.toThrow('not of the chain')
  await expect(verifyAudit(ctx, { heads: ['abc'] })).rejects.toThrow('is no head')
  await expect(verifyAudit(ctx, { chain: 'abc' })).rejects.toThrow('is no chain')
})

test('erasing a workspace takes its chain along and leaves the others whole', async () => {
  const { ctx, workspaceId, other } = await sealedHouse()
  await ctx.db.deleteFrom('workspaces').where('id', '=', workspaceId).execute()
  const report = await verifyAudit(ctx)
  expect(report.ok).toBe(true)
  expect(report.chains.map(({ chain }) => chain).sort()).toEqual([other.workspaceId, 'house'].sort())
})

test('another key file does not verify what this one sealed', async () => {
  const w = await sealedHouse()
  const { secretsFrom } = await import('../../../platform/secrets/index.ts')
  const secrets = secretsFrom({ current: 'k', keys: { k: Buffer.alloc(32, 9).toString('base64') } })
  const { chains } = await verifyAudit({ ...w.ctx, secrets })
  expect(chains.map(({ broken }) => broken?.what)).toEqual(['end_changed', 'end_changed', 'end_changed'])
})

test('a kept head that cannot be read is told and does not stop the sealing', async () => {
  const w = await sealedHouse()
  const file = join(w.ctx.config.home, 'audit', `${w.workspaceId}.json`)
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ seq: 6 })
  await writeFile(file, 'nonsense')
  await audit(w.ctx.db, w.actor('owner'), { action: 'hook.added', subject: { kind: 'hook', id: 'h' } })
  expect(await sealPending(w.ctx)).toBe(1)
})
