import { expect, test } from 'vitest'
import { askForDue } from './collect.ts'
import { ended, type Opened, opened, someone } from './contests.fixture.ts'
import { JudgeManyBody } from './contract.ts'
import { judgeTaker, listTakers, readTaker } from './judge.ts'
import { judgeMany, undoMany } from './judge-many.ts'

const young = { createdAt: new Date('2030-01-01T00:00:00Z'), posts: 0 }

/** Some who are set aside, some of them without a picture, and two who are not. */
async function crowd() {
  const f = await opened()
  f.crowd.like = [
    [1, 2, 3, 4].map((n) => someone(n, { ...young, hasPicture: n > 2 })),
    [someone(8), someone(9)],
  ]
  await askForDue(f.w.ctx)
  await f.w.runJobs()
  return f
}
const list = ({ w, actor, id }: Opened, filter: object = {}, cursor?: string) =>
  listTakers(w.ctx, actor, id, { q: '', limit: 3, ...filter, cursor })
const names = async (f: Opened, filter: object) => (await list(f, filter)).items.map(({ who }) => who).sort()

test('those set aside come by their weight, page after page, and by signal', async () => {
  const f = await crowd()
  const page = await list(f, { state: 'aside' })
  expect(page).toMatchObject({ total: 4, items: [{ weight: 5 }, { weight: 5 }, { weight: 4 }] })
  const rest = await list(f, { state: 'aside' }, page.next ?? '')
  expect(rest).toMatchObject({ total: null, next: null, items: [{ weight: 4 }] })
  expect(await names(f, { signal: 'no_picture' })).toEqual(['@person1', '@person2'])
})

test('all of a kind are excluded with one reason and one entry in the log, and taken back as they were', async () => {
  const f = await crowd()
  const [first] = (await list(f, { state: 'aside' })).items
  await judgeTaker(f.w.ctx, f.actor, f.id, first?.id ?? '', { verdict: 'exclude', reason: 'Known to us' })
  const kind = { state: 'aside' as const, signal: 'no_posts' as const, q: '' }
  const body = { verdict: 'exclude' as const, reason: 'Machines' }
  const seen = (await list(f, kind)).seen ?? ''
  const done = await judgeMany(f.w.ctx, f.actor, f.id, { ...body, of: { ...kind, seen } })
  expect(done.people).toBe(3)
  expect(await names(f, { state: 'out', limit: 10 })).toHaveLength(4)
  // One of them is judged otherwise since; that holds.
  const other = (await list(f, { state: 'out' })).items.find(({ id }) => id !== first?.id)
  f.w.clock.on(1000)
  await judgeTaker(f.w.ctx, f.actor, f.id, other?.id ?? '', { verdict: 'keep', reason: '' })
  expect(await undoMany(f.w.ctx, f.actor, f.id, done.id)).toMatchObject({ people: 2 })
  expect(await undoMany(f.w.ctx, f.actor, f.id, done.id)).toMatchObject({ people: 0 })
  expect((await list(f, { state: 'aside' })).total).toBe(2)
  expect((await list(f, { state: 'kept' })).items).toMatchObject([{ id: other?.id }])
  const log = await f.w.ctx.db
    .selectFrom('auditLog')
    .select(['action', 'after'])
    .where('action', 'in', ['contest.entrants_judged', 'contest.judgement_undone'])
    .orderBy('id')
    .execute()
  expect(log).toMatchObject([{ after: { people: 3, reason: 'Machines' } }, { after: { people: 2 } }])
})

test('nobody is judged unseen: as many as were shown are not those who were shown', async () => {
  const f = await crowd()
  const kind = { state: 'aside' as const, q: '' }
  const { seen, items } = await list(f, kind)
  // One goes, and another comes.
  await judgeTaker(f.w.ctx, f.actor, f.id, items[0]?.id ?? '', { verdict: 'keep', reason: '' })
  f.crowd.like = [[someone(7, { ...young, hasPicture: true })]]
  f.w.clock.on(3_600_000)
  await askForDue(f.w.ctx)
  await f.w.runJobs()
  expect((await list(f, kind)).total).toBe(4)
  const of = { ...kind, seen: seen ?? '' }
  await expect(
    judgeMany(f.w.ctx, f.actor, f.id, { verdict: 'exclude', reason: 'Machines', of }),
  ).rejects.toMatchObject({ code: 'contest.others_by_now', facts: { total: 4 } })
  expect((await list(f, { state: 'out' })).total).toBe(0)
})

test('those chosen by hand are kept; taking it back gives an earlier verdict its reason again', async () => {
  const f = await crowd()
  const { items } = await list(f, { state: 'aside' })
  const ids = items.slice(0, 2).map(({ id }) => id)
  await judgeTaker(f.w.ctx, f.actor, f.id, ids[0] ?? '', { verdict: 'exclude', reason: 'Known to us' })
  f.w.clock.on(1000)
  const done = await judgeMany(f.w.ctx, f.actor, f.id, { verdict: 'keep', reason: '', of: { ids } })
  expect((await list(f, { state: 'kept' })).total).toBe(2)
  await undoMany(f.w.ctx, f.actor, f.id, done.id)
  expect((await readTaker(f.w.ctx, f.actor, f.id, ids[0] ?? '')).taker).toMatchObject({
    ...{ state: 'out', reason: 'Known to us' },
  })
  ended(f.w)
  const foreign = await judgeMany(f.w.ctx, f.actor, f.id, {
    ...{ verdict: 'keep', reason: '', of: { ids: ['01900000-0000-7000-8000-000000000000'] } },
  })
  expect(foreign.people).toBe(0)
})

test('many are not excluded without a reason', () => {
  const of = { ids: ['01900000-0000-7000-8000-000000000000'] }
  expect(JudgeManyBody.safeParse({ verdict: 'exclude', of }).success).toBe(false)
  expect(JudgeManyBody.safeParse({ verdict: 'keep', of }).success).toBe(true)
})
