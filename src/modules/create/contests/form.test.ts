import { expect, test } from 'vitest'
import { openConsent, withdrawByLink } from '../../people/consents/service.ts'
import {
  closeNow,
  collect,
  confirmLast,
  ended,
  named,
  opened,
  send,
  someone,
  takers,
  visit,
} from './contests.fixture.ts'
import { eraseDueContests } from './erase.ts'
import { confirmEntry, endWithConsent } from './page.ts'
import { readContest } from './service.ts'

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
