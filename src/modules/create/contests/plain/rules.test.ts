import { expect, test } from 'vitest'
import { type Facts, noFacts, rulesLanguages } from './facts.ts'
import { missingFacts, rulesPacks, type Setting } from './packs.ts'
import { boxWords, type RulesSubject, writeRules } from './rules.ts'

const whole: Facts = {
  ...noFacts,
  organiser: 'Riga Bakery',
  address: 'Brīvības iela 1, Riga',
  contact: 'hello@bakery.example',
  prizes: [{ what: 'Basket of bread', count: 2, value: '25.50', currency: 'EUR' }],
  jurisdictions: ['EU'],
  countries: ['LV', 'EE'],
  minAge: 18,
  answerDays: 7,
  delivery: 'Fetch it at the shop.',
  privacyUrl: 'https://bakery.example/privacy',
  keepDays: 60,
  languages: [...rulesLanguages],
}
const setting: Setting = {
  startsAt: '2030-01-01T08:00:00Z',
  endsAt: '2030-02-01T08:00:00Z',
  winners: 2,
  ways: [{ network: 'Bluesky', way: 'like' }],
  form: true,
}
const subject: RulesSubject = {
  name: 'Spring bread',
  facts: whole,
  startsAt: setting.startsAt,
  endsAt: setting.endsAt,
  timeZone: 'Europe/Riga',
  winners: 2,
  ways: [
    { network: 'Bluesky', way: 'like' },
    { network: 'Mastodon', way: 'comment' },
  ],
  form: true,
  address: 'https://carillon.example/c/1',
  version: 1,
  at: '2030-01-01T08:00:00Z',
}

test('what is missing is named with who asks for it, and a whole contest lacks nothing', () => {
  expect(missingFacts(whole, setting, '2030-01-01')).toEqual([])
  const bare = missingFacts(noFacts, { ...setting, startsAt: null, ways: [], form: false }, '2030-01-01')
  expect(bare.map(({ fact }) => fact)).toEqual(
    expect.arrayContaining(['organiser', 'contact', 'starts', 'ways', 'prizes', 'privacy', 'answer_days']),
  )
  expect(missingFacts({ ...whole, address: '' }, setting, '2030-01-01')).toMatchObject([
    { fact: 'address', packs: ['European Union (GDPR)'] },
  ])
})

test('a purchase as a condition is refused where it would make a lottery, and prizes are as many as winners', () => {
  const bought = { ...whole, purchase: true }
  expect(missingFacts(bought, setting, '2030-01-01')).toEqual([])
  const there = missingFacts({ ...bought, jurisdictions: ['US'] }, setting, '2030-01-01')
  expect(there.map(({ fact }) => fact)).toEqual(['no_purchase'])
  expect(missingFacts(whole, { ...setting, winners: 3 }, '2030-01-01').map(({ fact }) => fact)).toEqual([
    'prizes_for_winners',
  ])
})

test('what came into force later is not asked for before', () => {
  const there = { ...whole, jurisdictions: ['RU' as const], address: '' }
  expect(missingFacts(there, setting, '2030-01-01')).toHaveLength(1)
  expect(missingFacts(there, setting, '2005-01-01')).toEqual([])
})

test('each need has a source with its day', () => {
  for (const { needs, clauses } of rulesPacks)
    for (const { source } of [...needs, ...clauses]) {
      expect(source.url).toMatch(/^(https?:\/\/|docs\/)/)
      expect(source.on).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }
})

test.each(rulesLanguages)('the rules say everything in %s', (language) => {
  const { title, sections } = writeRules(subject, language)
  const text = sections.flatMap(({ lines }) => lines).join('\n')
  expect(title).toContain('Spring bread')
  for (const said of [
    'Riga Bakery',
    'Brīvības iela 1',
    'hello@bakery.example',
    'Europe/Riga',
    'Basket of bread',
  ])
    expect(text).toContain(said)
  for (const said of ['18', '60', 'https://bakery.example/privacy', 'Bluesky', 'Mastodon', subject.address])
    expect(text).toContain(said)
  // Each network is told to have no part in it, and nothing was left unfilled.
  expect(text.match(/Bluesky/g)?.length).toBeGreaterThanOrEqual(3)
  expect(text).not.toMatch(/undefined|null|NaN|\[object/)
  const box = boxWords(subject, language)
  expect(box).toContain('Riga Bakery')
  expect(box).toContain('18')
  expect(sections.length).toBeGreaterThanOrEqual(9)
})

test('numbers are said as the language says them', () => {
  const lines = (days: number, language: 'ru' | 'lv' | 'en') =>
    writeRules({ ...subject, facts: { ...whole, answerDays: days } }, language)
      .sections.flatMap((section) => section.lines)
      .join('\n')
  expect(lines(1, 'ru')).toContain('за 1 день')
  expect(lines(3, 'ru')).toContain('за 3 дня')
  expect(lines(11, 'ru')).toContain('за 11 дней')
  expect(lines(21, 'lv')).toContain('21 dienas laikā')
  expect(lines(1, 'en')).toContain('1 day ')
})
