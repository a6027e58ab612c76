import { expect, test } from 'vitest'
import { listConsents, withdrawByStaff } from '../../people/consents/service.ts'
import { closeNow, collect, ended, later, named, opened, send, someone, takers } from './contests.fixture.ts'
import { eraseDueContests } from './erase.ts'
import { eraseTaker, judgeTaker, mergeTaker, readTaker, splitTaker } from './judge.ts'
import { endWithConsent } from './page.ts'
import { leafOf } from './plain/draw.ts'
import { asideFrom, signalsOf, weigh } from './plain/signals.ts'
import { readContest } from './service.ts'

test('signals are told with their weight, and only together they set somebody aside', async () => {
  const known = {
    accountDays: 400,
    hasPicture: true,
    posts: 9,
    sameWords: 0,
    samePlace: 0,
    excludedBefore: false,
  }
  expect(signalsOf(known)).toEqual([])
  expect(weigh(signalsOf({ ...known, accountDays: 3 }))).toBeLessThan(asideFrom)
  expect(signalsOf({ ...known, accountDays: 3, posts: 0 })).toEqual([
    { signal: 'new_account', weight: 2, count: 3 },
    { signal: 'no_posts', weight: 2, count: null },
  ])
  const f = await opened()
  const young = { createdAt: new Date('2030-01-01T00:00:00Z'), hasPicture: false, posts: 0 }
  f.crowd.like = [[someone(1), someone(2, young)]]
  await collect(f)
  expect(await takers(f, 'aside')).toMatchObject([
    {
      who: '@person2',
      weight: 5,
      signals: [{ signal: 'new_account' }, { signal: 'no_posts' }, { signal: 'no_picture' }],
    },
  ])
})

test('the same words from many, and many from one place, set aside those before as well', async () => {
  const f = await opened()
  f.crowd.comment = [
    [1, 2, 3, 4].map((n) => someone(n, { words: 'Please let me win this bread!', hasPicture: false })),
  ]
  await collect(f)
  expect(await takers(f, 'aside')).toHaveLength(4)
  for (const n of [1, 2, 3]) await send(f, `b${n}@mail.example`)
  expect(await takers(f, 'aside')).toHaveLength(4)
  await send(f, 'b4@mail.example')
  const aside = await takers(f, 'aside')
  expect(aside).toHaveLength(8)
  expect(aside.find(({ mail }) => mail === 'b1@mail.example')?.signals).toMatchObject([
    { signal: 'burst', count: 3 },
  ])
  // From elsewhere nobody is.
  await send(f, 'c@mail.example', {}, '198.51.100.7')
  expect(await takers(f, 'in')).toHaveLength(1)
})

test('a person judges with a reason, and what they decided stays whatever comes', async () => {
  const f = await opened()
  f.crowd.like = [[someone(1, { posts: 0, createdAt: new Date('2030-01-01T00:00:00Z') }), someone(2)]]
  await collect(f)
  ended(f.w)
  await expect(closeNow(f)).rejects.toMatchObject({ code: 'contest.not_judged', facts: { count: 1 } })
  const [aside] = await takers(f, 'aside')
  const id = aside?.id ?? ''
  await judgeTaker(f.w.ctx, f.actor, f.id, id, { verdict: 'keep', reason: '' })
  expect((await takers(f, 'kept')).map((one) => one.id)).toEqual([id])
  const detail = await judgeTaker(f.w.ctx, f.actor, f.id, id, { verdict: 'exclude', reason: 'A machine' })
  expect(detail).toMatchObject({
    taker: { state: 'out', reason: 'A machine' },
    notes: [{ what: 'keep' }, { what: 'exclude' }],
  })
  expect((await closeNow(f)).listed).toBe(1)
  await expect(judgeTaker(f.w.ctx, f.actor, f.id, id, { verdict: 'keep', reason: '' })).rejects.toMatchObject(
    {
      code: 'contest.list_closed',
    },
  )
})

test('staff join two and part them again; a network of no post of the contest is refused', async () => {
  const f = await opened()
  f.crowd.like = [[someone(1), someone(2)]]
  await collect(f)
  await expect(
    send(f, 'c@mail.example', { handles: [{ network: 'x', handle: 'cc' }] }),
  ).rejects.toMatchObject({ code: 'contest.no_network' })
  const [one, two] = await takers(f)
  await mergeTaker(f.w.ctx, f.actor, f.id, two?.id ?? '', { into: one?.id ?? '', reason: 'The same postbox' })
  const detail = await readTaker(f.w.ctx, f.actor, f.id, one?.id ?? '')
  expect(detail.merged).toMatchObject([{ id: two?.id, how: 'staff' }])
  expect(detail.entries).toHaveLength(2)
  await splitTaker(f.w.ctx, f.actor, f.id, one?.id ?? '', { other: two?.id ?? '', reason: 'Two after all' })
  expect(await takers(f)).toHaveLength(2)
  await expect(
    mergeTaker(f.w.ctx, f.actor, f.id, one?.id ?? '', { into: one?.id ?? '', reason: 'Oneself' }),
  ).rejects.toMatchObject({ code: 'contest.same_person' })
})

test('whoever is erased from an open contest stays away, under a digest that names nobody and goes with its data', async () => {
  const f = await opened()
  f.crowd.like = [[someone(1), someone(2)]]
  await collect(f)
  const [one] = await takers(f)
  await eraseTaker(f.w.ctx, f.actor, f.id, one?.id ?? '')
  f.crowd.comment = [[someone(1, { words: 'I am still here' })]]
  later(f)
  await collect(f)
  expect((await takers(f)).map(({ who }) => who)).toEqual(['@person2'])
  const digests = () => f.w.ctx.db.selectFrom('contestErased').selectAll().execute()
  const [left] = await digests()
  expect(JSON.stringify(left)).not.toMatch(/id-1|person1/)
  // Who wants to be in again writes it into the form.
  await send(f, 'anna@mail.example', named('person1'))
  expect(await takers(f)).toHaveLength(2)
  ended(f.w)
  f.w.clock.on(31 * 86_400_000)
  await eraseDueContests(f.w.ctx)
  expect(await digests()).toEqual([])
})

test('staff write down that somebody took a consent back', async () => {
  const f = await opened()
  await send(f, 'anna@mail.example')
  const [given] = (await listConsents(f.w.ctx, f.actor, { q: 'anna', limit: 50 })).items
  const after = await withdrawByStaff(f.w.ctx, f.actor, given?.id ?? '', endWithConsent)
  expect(after).toMatchObject({ withdrawnHow: 'staff', withdrawnAt: '2030-01-01T08:00:00.000Z' })
  expect(await takers(f)).toEqual([])
})

test('whoever asks for it is erased at any time; the digest in the list is nobody’s then', async () => {
  const f = await opened()
  await send(f, 'anna@mail.example')
  await send(f, 'ben@mail.example', {}, '198.51.100.1')
  ended(f.w)
  await closeNow(f)
  const [anna] = await takers(f)
  const detail = await readTaker(f.w.ctx, f.actor, f.id, anna?.id ?? '')
  expect(detail.identity).toBe('mail:anna@mail.example')
  expect(detail.leaf).toBe(await leafOf(detail.salt, detail.identity))
  await eraseTaker(f.w.ctx, f.actor, f.id, anna?.id ?? '')
  expect(await takers(f)).toHaveLength(1)
  expect((await readContest(f.w.ctx, f.actor, f.id)).listed).toBe(2)
  const { rows } = await f.w.ctx.database.pool.query(
    `select 1 from audit_log where workspace_id = $1 and (before::text || after::text) like '%anna@%'`,
    [f.w.workspaceId],
  )
  expect(rows).toEqual([])
})
