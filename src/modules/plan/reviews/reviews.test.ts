import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { readStrategy, saveStrategy } from '../strategy/index.ts'
import { remind } from './handlers.ts'
import { findReview } from './queries.ts'

const sales = { objective: { objective: 'sales' as const, why: '' } }

const open = async (w: World) =>
  w.ctx.db
    .selectFrom('notifications')
    .select(['kind', 'facts'])
    .where('workspaceId', '=', w.workspaceId)
    .where('resolvedAt', 'is', null)
    .execute()

test('on the day of the review, where the workspace is, people are told once, until another day is set', async () => {
  const w = await world({ at: '2030-01-31T21:30:00Z' })
  const owner = w.actor('owner')
  const on = (next: string) => ({ rhythm: { every: 'month' as const, next, questions: '' } })
  await saveStrategy(w.ctx, owner, { revision: 0, parts: on('2030-02-01'), reason: '' })
  w.clock.to('2030-01-31T21:55:00Z')
  expect((await readStrategy(w.ctx, owner)).reviewDue).toBe(false)
  await remind(w.ctx)
  expect(await open(w)).toEqual([])
  // Midnight in Riga.
  w.clock.to('2030-01-31T22:05:00Z')
  expect((await readStrategy(w.ctx, owner)).reviewDue).toBe(true)
  await remind(w.ctx)
  expect(await open(w)).toEqual([{ kind: 'strategy.review', facts: { day: '2030-02-01' } }])
  // Something else is saved on the way: they were told already.
  await saveStrategy(w.ctx, owner, { revision: 1, parts: sales, reason: '' })
  await remind(w.ctx)
  expect(await open(w)).toHaveLength(1)
  await saveStrategy(w.ctx, owner, { revision: 2, parts: on('2030-03-01'), reason: 'Reviewed' })
  expect(await open(w)).toEqual([])
  expect(await findReview(w.ctx.db, w.workspaceId, w.clock.now())).toEqual({ next: '2030-03-01', due: false })
  w.clock.to('2030-03-02T08:00:00Z')
  await remind(w.ctx)
  expect(await open(w)).toMatchObject([{ facts: { day: '2030-03-01' } }])
})
