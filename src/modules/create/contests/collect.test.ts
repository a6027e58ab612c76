import { expect, test } from 'vitest'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { collect, ended, opened, someone, takers } from './contests.fixture.ts'
import { readContest } from './service.ts'

test('who likes and who answers takes part, page after page; one person by both ways counts once, and reading again adds nobody', async () => {
  const f = await opened()
  f.crowd.like = [[someone(1), someone(2)], [someone(3)]]
  f.crowd.comment = [[someone(1, { words: 'With rye, please' })]]
  await collect(f)
  expect(f.asked).toEqual(['like', 'like 1', 'comment'])
  expect((await takers(f)).map(({ who, ways }) => [who, ways])).toEqual([
    ['@person1', ['comment', 'like']],
    ['@person2', ['like']],
    ['@person3', ['like']],
  ])
  await collect(f)
  expect(f.asked).toHaveLength(3)
  f.w.clock.on(31 * 60_000)
  f.crowd.like[1]?.push(someone(4))
  await collect(f)
  expect(f.asked).toHaveLength(6)
  expect(await takers(f)).toHaveLength(4)
  const entries = await f.w.ctx.db
    .selectFrom('contestEntries')
    .select('id')
    .where('contestId', '=', f.id)
    .execute()
  expect(entries).toHaveLength(5)
})

test('a large crowd is read on where it stopped, ten pages at a time', async () => {
  const f = await opened()
  f.crowd.like = Array.from({ length: 13 }, (_, page) => [someone(page)])
  await collect(f)
  expect(await takers(f)).toHaveLength(10)
  f.w.clock.on(60_000)
  await collect(f)
  expect(await takers(f)).toHaveLength(13)
  expect((await readContest(f.w.ctx, f.actor, f.id)).posts[0]?.readAt).toBe('2030-01-01T08:00:00.000Z')
})

test('what came before the beginning or after the end does not count; what is not dated counts a little longer', async () => {
  const f = await opened()
  const late = new Date('2030-01-11T08:00:30Z')
  f.crowd.comment = [
    [someone(1, { at: late }), someone(2, { at: new Date('2029-12-31T08:00:00Z') }), someone(3)],
  ]
  f.crowd.like = [[someone(4, { at: null })]]
  ended(f.w)
  await collect(f)
  expect((await takers(f)).map(({ who }) => who).sort()).toEqual(['@person3', '@person4'])
  expect((await readContest(f.w.ctx, f.actor, f.id)).posts[0]?.readAfterEnd).toBe(true)
  // Afterwards nothing is read any more.
  f.w.clock.on(3_600_000)
  const asked = f.asked.length
  await collect(f)
  expect(f.asked).toHaveLength(asked)
})

test('a reading that the end of the contest overtakes is followed by a last one', async () => {
  const f = await opened()
  f.crowd.like = Array.from({ length: 13 }, (_, page) => [someone(page)])
  f.w.clock.to('2030-01-11T07:59:30Z')
  await collect(f)
  f.crowd.like.unshift([someone(99, { at: new Date('2030-01-11T07:59:50Z') })])
  for (const at of ['2030-01-11T08:00:30Z', '2030-01-11T08:01:00Z', '2030-01-11T08:02:00Z']) {
    f.w.clock.to(at)
    await collect(f)
  }
  expect(await takers(f)).toHaveLength(14)
  expect((await readContest(f.w.ctx, f.actor, f.id)).posts[0]).toMatchObject({
    readAfterEnd: true,
    nextAt: null,
  })
})

test('a network that fails is asked again later, and says why', async () => {
  const f = await opened()
  f.fail.with = new NetworkFailure('later', 'Fake is resting.', { code: 'down' })
  await collect(f)
  expect((await readContest(f.w.ctx, f.actor, f.id)).posts[0]).toMatchObject({ failure: 'Fake is resting.' })
  f.fail.with = null
  f.crowd.like = [[someone(1)]]
  await collect(f)
  expect(await takers(f)).toEqual([])
  f.w.clock.on(6 * 60_000)
  await collect(f)
  expect(await takers(f)).toHaveLength(1)
  expect((await readContest(f.w.ctx, f.actor, f.id)).posts[0]?.failure).toBeNull()
})
