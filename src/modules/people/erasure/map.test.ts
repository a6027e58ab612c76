import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { dataMap } from './map.ts'

/** Types in which something of a person can stand; numbers, times and ids of ours say nothing by themselves. */
const wordy = [
  'text',
  'varchar',
  'bpchar',
  'citext',
  'json',
  'jsonb',
  'bytea',
  'inet',
  'cidr',
  '_text',
  'xml',
]

type Column = { table: string; column: string }

async function columns(): Promise<Column[]> {
  const { ctx } = await world()
  const { rows } = await sql<Column>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and udt_name = any(${wordy}::text[]) order by 1, 2`.execute(ctx.db)
  return rows
}

const mapped = Object.entries(dataMap).flatMap(([table, { personal, plain }]) =>
  [...Object.keys(personal), ...plain.split(' ').filter(Boolean)].map((column) => `${table}.${column}`),
)

test('every column that can hold words stands in the map of personal data, once', async () => {
  const there = (await columns()).map(({ table, column }) => `${table}.${column}`)
  const unmapped = there
    .filter((name) => !mapped.includes(name))
    .map(
      (name) =>
        `${name} is not in the map of personal data: say in src/modules/people/erasure/map.ts whose data it may hold, or that it is plain.`,
    )
  expect(unmapped).toEqual([])
  const gone = mapped.filter((name) => !there.includes(name))
  expect(gone.map((name) => `${name} is in the map, and no such column is there any more.`)).toEqual([])
  expect(mapped.filter((name, n) => mapped.indexOf(name) !== n)).toEqual([])
})

test('what points to a person is in the map of personal data, whatever it is called', async () => {
  const { ctx } = await world()
  const { rows } = await sql<Column>`
    select c.conrelid::regclass::text as table, a.attname as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = 'users'::regclass`.execute(ctx.db)
  expect(rows.length).toBeGreaterThan(10)
  const missing = rows.filter(({ table, column }) => !(column in (dataMap[table]?.personal ?? {})))
  expect(missing).toEqual([])
})
