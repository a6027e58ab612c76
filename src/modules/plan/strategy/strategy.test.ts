import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { AppError } from '../../../platform/errors.ts'
import { emptyStrategy, type SomeParts } from './contract.ts'
import { listRevisions, readRevision, readStrategy, restoreRevision, saveStrategy } from './service.ts'

async function person(w: World, name: string, role: Actor['role'] = 'manager'): Promise<Actor> {
  const id = `${name}-${w.workspaceId}`
  await w.ctx.db
    .insertInto('users')
    .values({ id, name, email: `${id}@example.com` })
    .execute()
  await w.ctx.db.insertInto('members').values({ workspaceId: w.workspaceId, userId: id, role }).execute()
  return { ...w.actor(role), kind: 'person', id, name }
}

const positioning = (oneThing: string) => ({ ...emptyStrategy.positioning, oneThing })
const sales: SomeParts = { objective: { objective: 'sales', why: 'The oven is paid by bread.' } }

const refusal = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => {
      throw new Error('It was not refused.')
    },
    (error: unknown) => {
      if (error instanceof AppError) return error
      throw error
    },
  )

async function goalIn(w: World, name: string, scope?: { kind: string; id: string }): Promise<string> {
  const { id } = await w.ctx.db
    .insertInto('goals')
    .values({
      workspaceId: w.workspaceId,
      name,
      metric: 'followers',
      baseline: 100,
      target: 200,
      startsOn: '2030-01-01',
      deadline: '2030-06-01',
      ...(scope && { scopeKind: scope.kind, scopeId: scope.id }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

test('a strategy that nobody has written is empty, and its first save is revision 1', async () => {
  const w = await world()
  const ieva = await person(w, 'Ieva')
  expect(await readStrategy(w.ctx, ieva)).toMatchObject({ revision: 0, parts: emptyStrategy, filled: [] })
  const saved = await saveStrategy(w.ctx, ieva, { revision: 0, parts: sales, reason: 'Begun' })
  expect(saved).toMatchObject({ revision: 1, savedBy: 'Ieva', filled: ['objective'] })
  expect(await listRevisions(w.ctx, ieva, { limit: 30 })).toMatchObject({
    items: [{ number: 1, reason: 'Begun', author: 'Ieva', parts: ['objective'], restoredFrom: null }],
  })
})

test('two who save different parts at once both get theirs in', async () => {
  const w = await world()
  const [ieva, oleg] = [await person(w, 'Ieva'), await person(w, 'Oleg')]
  await saveStrategy(w.ctx, ieva, { revision: 0, parts: sales, reason: '' })
  const rye = { revision: 1, parts: { positioning: positioning('Rye') }, reason: '' }
  const monthly = { every: 'month', next: '2030-02-01', questions: '' } as const
  await Promise.all([
    saveStrategy(w.ctx, ieva, rye),
    saveStrategy(w.ctx, oleg, { revision: 1, parts: { rhythm: monthly }, reason: '' }),
  ])
  const { revision, parts } = await readStrategy(w.ctx, ieva)
  expect(revision).toBe(3)
  expect(parts).toMatchObject({ ...sales, positioning: { oneThing: 'Rye' }, rhythm: monthly })
})

test('of two who save the same part, the second keeps their text and is told who was first', async () => {
  const w = await world()
  const [ieva, oleg] = [await person(w, 'Ieva'), await person(w, 'Oleg')]
  await saveStrategy(w.ctx, ieva, { revision: 0, parts: { positioning: positioning('Rye') }, reason: '' })
  const theirs = saveStrategy(w.ctx, oleg, {
    ...{ revision: 0, parts: { positioning: positioning('Cake'), ...sales }, reason: '' },
  })
  const error = await refusal(theirs)
  expect(error).toMatchObject({
    code: 'strategy.changed',
    kind: 'conflict',
    facts: { yours: 0, current: 1, by: 'Ieva', parts: ['positioning'] },
  })
  // Nothing of it was kept half: they compare, and save with the new revision.
  expect((await readStrategy(w.ctx, oleg)).parts.objective.objective).toBeNull()
  await saveStrategy(w.ctx, oleg, {
    revision: 1,
    parts: { positioning: positioning('Cake'), ...sales },
    reason: '',
  })
  expect((await readStrategy(w.ctx, oleg)).parts.positioning.oneThing).toBe('Cake')
})

test('a revision that does not exist yet cannot have been read', async () => {
  const w = await world()
  const error = await refusal(
    saveStrategy(w.ctx, w.actor('owner'), { revision: 7, parts: sales, reason: '' }),
  )
  expect(error.code).toBe('strategy.changed')
})

test('saving what stands there already makes no revision', async () => {
  const w = await world()
  const owner = w.actor('owner')
  await saveStrategy(w.ctx, owner, { revision: 0, parts: sales, reason: '' })
  expect(await saveStrategy(w.ctx, owner, { revision: 1, parts: sales, reason: 'Again' })).toMatchObject({
    revision: 1,
  })
})

test('a revision tells what it says otherwise than the one before, and than any other', async () => {
  const w = await world()
  const owner = w.actor('owner')
  await saveStrategy(w.ctx, owner, { revision: 0, parts: { positioning: positioning('Rye') }, reason: '' })
  await saveStrategy(w.ctx, owner, { revision: 1, parts: sales, reason: '' })
  await saveStrategy(w.ctx, owner, { revision: 2, parts: { positioning: positioning('Cake') }, reason: '' })
  const cake = { part: 'positioning', field: 'oneThing', before: 'Rye', after: 'Cake' }
  expect((await readRevision(w.ctx, owner, 3)).differences).toEqual([cake])
  const from1 = (await readRevision(w.ctx, owner, 3, 1)).differences
  expect(from1).toContainEqual(cake)
  expect(from1).toContainEqual({ part: 'objective', field: 'objective', before: '', after: 'sales' })
  expect((await refusal(readRevision(w.ctx, owner, 4))).code).toBe('strategy.no_revision')
  expect((await refusal(readRevision(w.ctx, owner, 0))).code).toBe('strategy.no_revision')
})

test('a number names a revision of one’s own workspace, and none of another', async () => {
  const w = await world()
  const there = await w.tenant()
  await saveStrategy(w.ctx, there.actor('owner'), { revision: 0, parts: sales, reason: 'Theirs' })
  const owner = w.actor('owner')
  expect((await refusal(readRevision(w.ctx, owner, 1))).code).toBe('strategy.no_revision')
  const restore = restoreRevision(w.ctx, owner, 1, { revision: 0, reason: '' })
  expect((await refusal(restore)).code).toBe('strategy.no_revision')
  expect(await listRevisions(w.ctx, owner, { limit: 30 })).toEqual({ items: [], next: null })
})

test('restoring makes a new revision, and nothing in between is lost', async () => {
  const w = await world()
  const owner = w.actor('owner')
  await saveStrategy(w.ctx, owner, { revision: 0, parts: { positioning: positioning('Rye') }, reason: '' })
  await saveStrategy(w.ctx, owner, { revision: 1, parts: { positioning: positioning('Cake') }, reason: '' })
  const stale = await refusal(restoreRevision(w.ctx, owner, 1, { revision: 1, reason: '' }))
  expect(stale.code).toBe('strategy.changed')
  const back = await restoreRevision(w.ctx, owner, 1, { revision: 2, reason: 'Cake was dear' })
  expect(back).toMatchObject({ revision: 3, parts: { positioning: { oneThing: 'Rye' } } })
  const { items } = await listRevisions(w.ctx, owner, { limit: 30 })
  expect(items.map(({ number, restoredFrom }) => [number, restoredFrom])).toEqual([
    [3, 1],
    [2, null],
    [1, null],
  ])
})

test('goals of success are those that exist; one that was removed is gone from the strategy as well', async () => {
  const w = await world()
  const owner = w.actor('owner')
  const there = await w.tenant()
  const goal = await goalIn(w, 'Grow')
  const theirs = await goalIn({ ...w, ...there }, 'Theirs')
  const metrics = (goalIds: string[]) => ({ metrics: { goalIds, words: '' } })
  const strange = await refusal(
    saveStrategy(w.ctx, owner, { revision: 0, parts: metrics([goal, theirs]), reason: '' }),
  )
  expect(strange.code).toBe('strategy.no_goal')
  const saved = await saveStrategy(w.ctx, owner, { revision: 0, parts: metrics([goal]), reason: '' })
  expect(saved.goals).toMatchObject([{ id: goal, name: 'Grow', target: 200 }])
  await w.ctx.db.deleteFrom('goals').where('id', '=', goal).execute()
  expect((await readStrategy(w.ctx, owner)).parts.metrics.goalIds).toEqual([])
  // Who saves something else with the goal still in hand is not refused for it.
  await saveStrategy(w.ctx, owner, { revision: 1, parts: { ...metrics([goal]), ...sales }, reason: '' })
})

test('whoever does not see all channels is shown the goals that they see', async () => {
  const w = await world()
  const channel = async (name: string) => {
    const row = await w.ctx.db
      .insertInto('channels')
      .values({
        ...{ workspaceId: w.workspaceId, network: 'fake', remoteId: name, server: 'https://fake.test' },
        ...{ handle: name, name, profileUrl: 'https://fake.test', timeZone: 'UTC' },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }
  const [seen, unseen] = [await channel('Seen'), await channel('Unseen')]
  const here = await goalIn(w, 'Here', { kind: 'channel', id: seen })
  const elsewhere = await goalIn(w, 'Elsewhere', { kind: 'channel', id: unseen })
  const parts = { metrics: { goalIds: [here, elsewhere], words: '' } }
  await saveStrategy(w.ctx, w.actor('owner'), { revision: 0, parts, reason: '' })
  const editor: Actor = { ...w.actor('editor'), channels: { chosenOnly: false, parts: { [unseen]: 'none' } } }
  const shown = await readStrategy(w.ctx, editor)
  expect(shown.goals.map(({ name }) => name)).toEqual(['Here'])
  expect(JSON.stringify(shown)).not.toContain(elsewhere)
})

test('a client reads what was agreed, not how the team works and what it heard', async () => {
  const w = await world()
  const team = { people: [{ name: 'Ieva', does: 'Writes' }], words: 'Six hours a week' }
  const listening = { ...emptyStrategy.listening, ours: 'Too dear' }
  const parts = { ...sales, team, listening }
  await saveStrategy(w.ctx, w.actor('owner'), { revision: 0, parts, reason: '' })
  const client = await readStrategy(w.ctx, w.actor('client'))
  expect(client).toMatchObject({ hidden: ['team', 'listening'], filled: ['objective'] })
  expect(JSON.stringify(client)).not.toMatch(/Ieva|Six hours|Too dear/)
  expect((await readStrategy(w.ctx, w.actor('analyst'))).parts.team).toEqual(team)
})
