import { expect, test } from 'vitest'
import { world } from '../../../../test/world.ts'
import { readTables } from '../../../platform/db/catalogue.ts'
import { columnsOf } from './kind.ts'
import { kinds } from './kinds.ts'
import { leftOut } from './left-out.ts'

/** Every table with every column, as PostgreSQL itself lists them. */
async function tables() {
  const { ctx } = await world()
  const client = await ctx.database.pool.connect()
  try {
    return await readTables(client)
  } finally {
    client.release()
  }
}

test('every table is either in an export or named with the reason why it is not; a new one is entered in kinds.ts or left-out.ts', async () => {
  const moving = kinds.map(({ table }) => table)
  const named = [...moving, ...Object.keys(leftOut)]
  expect(named.sort()).toEqual((await tables()).map(({ name }) => name).sort())
  expect(Object.entries(leftOut).filter(([, why]) => why.length < 15)).toEqual([])
})

test('every column of a table that moves is told, or named with the reason why it stays', async () => {
  const there = new Map((await tables()).map(({ name, columns }) => [name, columns]))
  for (const kind of kinds) {
    const told = columnsOf(kind).map(({ column }) => column)
    expect([kind.owner, ...told, ...Object.keys(kind.without)].sort(), kind.table).toEqual(
      there.get(kind.table)?.sort(),
    )
  }
})

test('what holds a secret does not move', () => {
  const secret = /sealed|digest|token|password|secret|key_id/
  for (const kind of kinds)
    for (const { column } of columnsOf(kind))
      if (secret.test(column))
        // Of what is sent and shown, not of a secret.
        expect([
          'media.digest',
          'metric_imports.digest',
          'media.upload_digest',
          'media_captions.digest',
          'compliance_overrides.digest',
          'deliveries.digest',
          'attempts.digest',
          'compliance_overrides.digest',
        ]).toContain(`${kind.table}.${column}`)
})
