import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { world } from '../../../test/world.ts'
import { createNames, plannedEachTime } from './names.ts'

test('a statement gets a name at its second use, the same for good', () => {
  const names = createNames()
  expect(names.of('select $1')).toBeUndefined()
  const name = names.of('select $1')
  expect(name).toBeDefined()
  expect(names.of('select $1')).toBe(name)
})

test('so many statements have names and no more; those that have one keep it', () => {
  const names = createNames()
  for (let n = 0; n < 1200; n++) for (let twice = 0; twice < 2; twice++) names.of(`select ${n}, $1`)
  expect(names.of('select 0, $1')).toBeDefined()
  expect(names.of('select 1199, $1')).toBeUndefined()
})

test('what is planned each time has none', () => {
  const names = createNames()
  const text = `select ${plannedEachTime} $1`
  expect([names.of(text), names.of(text), names.of(text)]).toEqual([undefined, undefined, undefined])
})

test('PostgreSQL keeps what is asked again, and a table that grew is read anew', async () => {
  const { ctx } = await world({ alone: true })
  await sql`create table things (id int)`.execute(ctx.db)
  await sql`insert into things values (1)`.execute(ctx.db)
  await ctx.db.connection().execute(async (db) => {
    const ask = () => sql`select * from things where id = ${1}`.execute(db)
    for (let n = 0; n < 3; n++) await ask()
    const { rows } = await sql<{ calls: number }>`
      select generic_plans + custom_plans as calls from pg_prepared_statements where statement like '%from things%'`.execute(
      db,
    )
    expect(rows).toEqual([{ calls: 2 }])
    await sql`alter table things add column name text default 'bell'`.execute(db)
    expect((await ask()).rows).toEqual([{ id: 1, name: 'bell' }])
  })
})

test('a transaction that meets a table that grew is over, and its repeat is not', async () => {
  const { ctx } = await world({ alone: true })
  await sql`create table things (id int)`.execute(ctx.db)
  await ctx.db.connection().execute(async (db) => {
    const inTransaction = () =>
      db.transaction().execute((tx) => sql`select * from things where id = ${1}`.execute(tx))
    for (let n = 0; n < 3; n++) await inTransaction()
    await sql`alter table things add column name text`.execute(db)
    await expect(inTransaction()).rejects.toThrow('cached plan must not change result type')
    expect((await inTransaction()).rows).toEqual([])
  })
})
