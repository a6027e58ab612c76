import { expect, test } from 'vitest'
import { world } from './world.ts'

test('two tenants of one house have workspaces of their own', async () => {
  const here = await world()
  const there = await here.tenant()
  const rows = await here.ctx.db.selectFrom('workspaces').select('id').execute()
  expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining([here.workspaceId, there.workspaceId]))
})

test('an id sorts by the time it was made', async () => {
  const { ctx } = await world()
  const { rows } = await ctx.database.pool.query<{ id: string }>(
    'select new_id() as id from generate_series(1, 3), pg_sleep(0.01)',
  )
  expect(rows[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
