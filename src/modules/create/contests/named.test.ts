import { expect, test } from 'vitest'
import { listConsents, withdrawByLink } from '../../people/consents/service.ts'
import {
  closeNow,
  collect,
  confirmLast,
  ended,
  later,
  named,
  opened,
  send,
  someone,
  takers,
  visit,
  ways,
} from './contests.fixture.ts'
import { judgeTaker, readTaker } from './judge.ts'
import { endWithConsent } from './page.ts'
import { readContest } from './service.ts'

test('an account that somebody names counts once with them, and nothing else is theirs before it is proven', async () => {
  const f = await opened()
  f.w.clock.to('2030-01-03T08:00:00Z')
  f.crowd.like = [[someone(1)]]
  await collect(f)
  const { code } = await send(f, 'anna@mail.example', named('PERSON1'))
  await send(f, 'ben@mail.example', named('https://fake.example/person2'), '198.51.100.1')
  expect((await takers(f)).map(({ ways, through }) => [ways, through])).toEqual([
    [['like'], null],
    [['form'], 'PERSON1'],
    [['form'], null],
  ])
  expect((await readContest(f.w.ctx, f.actor, f.id)).counts).toMatchObject({ in: 2, through: 1 })
  // Somebody else who copies the code proves nothing; neither does another code.
  f.crowd.comment = [
    [someone(3, { words: `${code}` }), someone(1, { account: 'id-1', words: 'Mine is BCDFGH' })],
  ]
  later(f)
  await collect(f)
  expect(await takers(f)).toHaveLength(4)
  f.crowd.comment = [[someone(3), someone(1, { words: `Here it is: ${code?.toLowerCase()}!` })]]
  f.crowd.like = [[someone(1), someone(2)]]
  later(f)
  await collect(f)
  const [one, ...others] = await takers(f)
  expect(one).toMatchObject({ ways: ['comment', 'form', 'like'], mail: 'anna@mail.example', through: null })
  expect(others.map(({ through }) => through)).toEqual([null, null, 'https://fake.example/person2'])
  expect(await readTaker(f.w.ctx, f.actor, f.id, one?.id ?? '')).toMatchObject({
    claims: [{ handle: 'PERSON1', provenAt: f.w.clock.now().toISOString(), personId: one?.id }],
    merged: [{ how: 'proven' }],
    notes: [{ what: 'linked' }],
  })
  ended(f.w)
  expect((await closeNow(f)).listed).toBe(3)
})

test('where answers do not count they are read for codes all the same, while somebody has something to prove', async () => {
  const f = await opened({ mail: true })
  await f.w.ctx.db
    .updateTable('contestPosts')
    .set({ ways: ['like'] })
    .execute()
  f.w.clock.to('2030-01-03T08:00:00Z')
  f.crowd.like = [[someone(1)]]
  await collect(f)
  expect(await send(f, 'anna@mail.example', named('@person1'))).toEqual({ state: 'confirm', code: null })
  await f.w.runJobs()
  const code = /with the code (\w{6})/.exec(f.letters[0]?.text ?? '')?.[1] ?? ''
  f.crowd.comment = [[someone(1, { words: code }), someone(2, { words: 'Good luck to all of you' })]]
  later(f)
  await collect(f)
  // The address has not answered: nothing of it holds yet.
  expect(await ways(f)).toEqual([['like'], ['form']])
  await confirmLast(f)
  later(f)
  await collect(f)
  expect(await ways(f)).toEqual([['form', 'like']])
  const asked = f.asked.length
  later(f)
  await collect(f)
  // Contests of other tests in this file may be due as well; nobody reads answers any more.
  expect(new Set(f.asked.slice(asked))).toEqual(new Set(['like']))
})

test('whoever names an account that was excluded is looked at by a person, whichever came first', async () => {
  const f = await opened({ mail: true })
  f.w.clock.to('2030-01-03T08:00:00Z')
  f.crowd.like = [[someone(1)]]
  await collect(f)
  await send(f, 'anna@mail.example', named('person1'))
  await confirmLast(f)
  const [liked] = await takers(f)
  await judgeTaker(f.w.ctx, f.actor, f.id, liked?.id ?? '', { verdict: 'exclude', reason: 'A machine' })
  await send(f, 'ben@mail.example', named('@Person1'), '198.51.100.1')
  await confirmLast(f)
  expect((await takers(f, 'aside')).map(({ mail, signals }) => [mail, signals[0]?.signal])).toEqual([
    ['anna@mail.example', 'excluded_before'],
    ['ben@mail.example', 'excluded_before'],
  ])
  await judgeTaker(f.w.ctx, f.actor, f.id, liked?.id ?? '', { verdict: 'keep', reason: '' })
  expect(await takers(f, 'aside')).toEqual([])
})

test('who names somebody else’s account takes nothing from them, by going or by being excluded', async () => {
  const f = await opened({ mail: true })
  f.crowd.like = [[someone(1), someone(2)]]
  await collect(f)
  await send(f, 'anna@mail.example', named('person1', 'person2'))
  await confirmLast(f)
  const anna = (await takers(f)).find(({ mail }) => mail)
  await judgeTaker(f.w.ctx, f.actor, f.id, anna?.id ?? '', { verdict: 'exclude', reason: 'A liar' })
  expect((await takers(f, 'in')).map(({ who }) => who).sort()).toEqual(['@person1', '@person2'])
  const link = /\/consent#(\S+)/.exec(f.letters.at(-1)?.text ?? '')?.[1] ?? ''
  await withdrawByLink(f.w.ctx, { token: link }, visit, endWithConsent)
  expect((await takers(f)).map(({ ways, mail }) => [ways, mail])).toEqual([
    [['like'], null],
    [['like'], null],
  ])
  const kept = await f.w.ctx.db
    .selectFrom('contestKeys')
    .select('key')
    .where('contestId', '=', f.id)
    .execute()
  expect(kept.some(({ key }) => key.includes('anna'))).toBe(false)
  expect(await listConsents(f.w.ctx, f.actor, { q: '', limit: 50 })).toMatchObject({ items: [] })
})

test('two accounts that had the same name one after the other are two people', async () => {
  const f = await opened()
  f.crowd.like = [[someone(1), someone(2, { handle: '@person1' })]]
  await collect(f)
  expect(await takers(f)).toHaveLength(2)
})

test('where accounts have names and no handles, a namesake takes nobody’s place, and a copied code proves nothing', async () => {
  const f = await opened()
  f.w.clock.to('2030-01-03T08:00:00Z')
  const berg = (n: number, words: string) => someone(n, { handle: 'Anna Berg', name: 'Anna Berg', words })
  f.crowd.like = [[berg(1, '')]]
  await collect(f)
  const { code } = await send(f, 'anna@mail.example', named('Anna Berg'))
  expect((await takers(f)).map(({ through }) => through)).toEqual([null, null])
  f.crowd.comment = [[berg(3, `${code}`), berg(2, `${code}`)]]
  later(f)
  await collect(f)
  expect(await takers(f)).toHaveLength(4)
  f.crowd.comment = [[berg(2, `${code}`)]]
  later(f)
  await collect(f)
  expect(await takers(f)).toHaveLength(3)
  ended(f.w)
  expect((await closeNow(f)).listed).toBe(3)
})
