import { expect, test } from 'vitest'
import { NetworkFailure } from '../../../networks/kit/failure.ts'
import { listConsents, openConsent, withdrawByLink, withdrawByStaff } from '../../people/consents/service.ts'
import { freezeList } from './close.ts'
import { askForDue } from './collect.ts'
import { ended, entry, type Opened, opened, readVersion, someone, visit } from './contests.fixture.ts'
import { eraseDueContests } from './erase.ts'
import { eraseTaker, judgeTaker, listTakers, mergeTaker, readTaker, splitTaker } from './judge.ts'
import { confirmEntry, endWithConsent, enterByForm } from './page.ts'
import { leafOf } from './plain/draw.ts'
import { asideFrom, signalsOf, weigh } from './plain/signals.ts'
import { readContest } from './service.ts'

async function collect({ w }: Opened): Promise<void> {
  await askForDue(w.ctx)
  await w.runJobs()
}

const takers = async ({ w, actor, id }: Opened, state?: 'in' | 'aside' | 'kept' | 'out') =>
  (await listTakers(w.ctx, actor, id, { state, q: '', limit: 100 })).items

const send = ({ w, token }: Opened, mail: string, more = {}, ip = visit.ip) =>
  enterByForm(w.ctx, token, entry(mail, more), { ...visit, ip })

/** Presses the link of the newest letter. */
async function confirmLast(f: Opened): Promise<void> {
  await f.w.runJobs()
  const token = /#confirm=(\S+)/.exec(f.letters.at(-1)?.text ?? '')?.[1] ?? ''
  await confirmEntry(f.w.ctx, { token }, visit.ip)
}

const closeNow = async ({ w, actor, id }: Opened) =>
  freezeList(w.ctx, actor, id, {
    version: (await readVersion({ w, id })).version,
    beacon: null,
    anyway: true,
  })

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

test('the same mail address is one person however it is written, and a second press changes nothing', async () => {
  const f = await opened()
  const all = ['anna@mail.example', 'Anna@Mail.example', 'anna+win@mail.example', 'anna@mail.example']
  const answers = await Promise.all(all.map((mail) => send(f, mail)))
  // Nobody learns from the answer who took part before.
  expect(new Set(answers.map((one) => JSON.stringify(one)))).toEqual(
    new Set(['{"state":"received","code":null}']),
  )
  expect(await takers(f)).toHaveLength(1)
  expect(
    await f.w.ctx.db.selectFrom('consents').select('id').where('subjectId', '=', f.id).execute(),
  ).toHaveLength(1)
})

const named = (...handles: string[]) => ({ handles: handles.map((handle) => ({ network: 'fake', handle })) })
const later = (f: Opened) => f.w.clock.on(31 * 60_000)
const ways = async (f: Opened) => (await takers(f)).map((one) => one.ways)

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

test('news that an address never agreed to itself goes with the data of the contest', async () => {
  const f = await opened({ mail: true, form: { news: 'News' } })
  f.w.clock.to('2030-01-11T07:00:00Z')
  await send(f, 'nobody@mail.example', { news: true })
  await send(f, 'anna@mail.example', { news: true })
  await confirmLast(f)
  ended(f.w)
  await closeNow(f)
  f.w.clock.on(31 * 86_400_000)
  await eraseDueContests(f.w.ctx)
  const left = await f.w.ctx.db
    .selectFrom('consents')
    .select(['who', 'purpose'])
    .where('subjectId', '=', f.id)
    .execute()
  expect(left).toEqual([{ who: 'anna@mail.example', purpose: 'news' }])
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

test('a program that fills in every field takes no part, and hears nothing of it', async () => {
  const f = await opened()
  expect(await send(f, 'bot@mail.example', { website: 'https://spam.example' })).toMatchObject({
    state: 'received',
  })
  expect(await takers(f)).toEqual([])
})

test('with mail, nobody counts or is joined before their address has answered', async () => {
  const f = await opened({ mail: true, form: { news: 'News of the bakery by mail' } })
  f.crowd.like = [[someone(1)]]
  await collect(f)
  const stated = { handles: [{ network: 'fake', handle: 'person1' }], news: true, language: 'lv' as const }
  expect(await send(f, 'anna@mail.example', stated)).toEqual({ state: 'confirm', code: null })
  await f.w.runJobs()
  expect(f.letters).toMatchObject([{ to: 'anna@mail.example', subject: 'Apstipriniet dalību: Spring bread' }])
  expect((await readContest(f.w.ctx, f.actor, f.id)).counts).toMatchObject({ in: 1, unconfirmed: 1 })
  const token = /#confirm=(\S+)/.exec(f.letters[0]?.text ?? '')?.[1] ?? ''
  await expect(confirmEntry(f.w.ctx, { token: `${token}x` }, visit.ip)).rejects.toMatchObject({
    code: 'contest.no_link',
  })
  expect(await confirmEntry(f.w.ctx, { token }, visit.ip)).toEqual({
    ...{ contest: 'Spring bread', brand: 'Test' },
    code: expect.stringMatching(/^\w{6}$/),
  })
  await confirmEntry(f.w.ctx, { token }, visit.ip)
  expect((await readContest(f.w.ctx, f.actor, f.id)).counts).toMatchObject({
    in: 1,
    through: 1,
    unconfirmed: 0,
  })
  const consents = await f.w.ctx.db
    .selectFrom('consents')
    .select(['purpose', 'words', 'language', 'confirmedAt'])
    .where('subjectId', '=', f.id)
    .orderBy('purpose')
    .execute()
  expect(consents).toMatchObject([
    { purpose: 'contest', language: 'lv', words: expect.stringContaining('Esmu izlasījis') },
    { purpose: 'news', words: 'News of the bakery by mail' },
  ])
  expect(consents.every(({ confirmedAt }) => confirmedAt !== null)).toBe(true)
  // Whoever sends the form once more hears by letter that they take part; five presses are not five letters.
  for (let n = 0; n < 5; n++) await send(f, 'anna@mail.example', stated)
  await f.w.runJobs()
  expect(f.letters.length).toBeLessThanOrEqual(3)
  expect(f.letters.at(-1)?.subject).toBe('Jūs jau piedalāties: Spring bread')
})

test('what was sent before an address has answered gives way to what is sent last: nobody binds another', async () => {
  const f = await opened({ mail: true, form: { news: 'News of the bakery by mail' } })
  f.crowd.like = [[someone(1)]]
  await collect(f)
  await send(f, 'anna@mail.example', { ...named('person1'), news: true, name: 'A stranger' })
  await send(f, 'anna@mail.example', {}, '198.51.100.1')
  await confirmLast(f)
  expect((await takers(f)).map(({ who, through }) => [who, through])).toEqual([
    ['Anna', null],
    ['@person1', null],
  ])
  const consents = await f.w.ctx.db
    .selectFrom('consents')
    .select(['purpose', 'confirmedAt'])
    .where('subjectId', '=', f.id)
    .execute()
  expect(consents).toEqual([{ purpose: 'contest', confirmedAt: f.w.clock.now() }])
  // Once it has answered nothing of it changes any more, and who may get no more letters is bound by nobody.
  await send(f, 'anna@mail.example', named('person1'), '203.0.113.77')
  await f.w.runJobs()
  expect((await takers(f)).map(({ through }) => through)).toEqual([null, null])
})

test('a letter carries no words of whoever filled in the form to somebody else', async () => {
  const f = await opened({ mail: true })
  await send(f, 'eve@mail.example', {
    ...named('https://evil.example/prize', 'Call now\n\nYou have won'),
    name: 'Anna\n\nYou have won: https://evil.example/prize or evil.example J. Smith and so on and so forth',
  })
  await f.w.runJobs()
  const { text = '' } = f.letters.find(({ to }) => to === 'eve@mail.example') ?? {}
  expect(text).toContain('You named accounts as yours: Fake.')
  expect(text).not.toMatch(/evil\.example|Call now|so forth/)
  expect(text.split('\n')[0]).toMatch(/^Hello Anna You have won https evil example prize or evil/)
})

test('an address that never answers is forgotten after a week', async () => {
  const f = await opened({ mail: true })
  await send(f, 'nobody@mail.example')
  f.w.clock.on(8 * 86_400_000)
  await eraseDueContests(f.w.ctx)
  expect(await takers(f)).toEqual([])
  expect(
    await f.w.ctx.db.selectFrom('consents').select('id').where('subjectId', '=', f.id).execute(),
  ).toEqual([])
})

test('who takes their consent back with the link takes part no more; the record says when', async () => {
  const f = await opened({ mail: true, form: { news: 'News' } })
  await send(f, 'anna@mail.example', { news: true })
  await f.w.runJobs()
  const links = [...(f.letters[0]?.text ?? '').matchAll(/\/consent#(\S+)/g)].map(([, token]) => token ?? '')
  expect(links).toHaveLength(2)
  const [rules = '', news = ''] = links
  expect(await openConsent(f.w.ctx, { token: news }, visit.ip)).toMatchObject({
    purpose: 'news',
    withdrawnAt: null,
  })
  await withdrawByLink(f.w.ctx, { token: news }, visit, endWithConsent)
  expect(await takers(f)).toHaveLength(1)
  const again = await withdrawByLink(f.w.ctx, { token: news }, visit, endWithConsent)
  expect(again.withdrawnAt).toBe('2030-01-01T08:00:00.000Z')
  await withdrawByLink(f.w.ctx, { token: rules }, visit, endWithConsent)
  expect(await takers(f)).toEqual([])
  const left = await f.w.ctx.db
    .selectFrom('consents')
    .select(['purpose', 'withdrawnHow'])
    .where('subjectId', '=', f.id)
    .execute()
  expect(left).toEqual([{ purpose: 'news', withdrawnHow: 'link' }])
  await expect(openConsent(f.w.ctx, { token: rules.replace(/.$/, '!') }, visit.ip)).rejects.toMatchObject({
    code: 'consent.no_link',
  })
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
