import { describe, expect, test } from 'vitest'
import { asLooked, type Post } from './bench.fixture.ts'
import { foldText } from './fold.ts'
import { judgePost } from './judge.ts'
import { languageOf } from './language.ts'
import type { Pack } from './pack.ts'
import { us } from './packs/us.ts'
import { findTerms, searched, tagsIn } from './terms.ts'

const found = (post: Post) => {
  const { looked, side } = asLooked(post)
  return judgePost(looked, [side])
}
const codes = (post: Post) => found(post).map(({ code }) => code)
const finds = (text: string, ...terms: string[]) =>
  findTerms(searched(foldText(text)), terms, true).map(({ start, end }) =>
    text.normalize('NFC').slice(start, end),
  )

describe('words are found', () => {
  test('however they are typed', () => {
    expect(finds('Die BESTE  Pfanne', 'die beste')).toEqual(['Die BESTE'])
    expect(finds('Công ty quảng cáo'.normalize('NFD'), 'quảng cáo')).toEqual(['quảng cáo'])
    expect(finds('มันดีที่สุดเลย', 'ดีที่สุด')).toEqual(['ดีที่สุด'])
    expect(finds('เครื่องNewดีที่สุดBrand', 'ดีที่สุด')).toEqual(['ดีที่สุด'])
    expect(finds('the c\u200bu\u00adre', 'cure*')).toEqual(['c\u200bu\u00adre'])
    expect(finds('Этот чай лeчит', 'лечит')).toEqual(['лeчит'])
    expect(finds('ｔｈｅ ｂｅｓｔ', 'the best')).toEqual(['ｔｈｅ ｂｅｓｔ'])
  })

  test('as whole words, over a few words of one sentence', () => {
    expect(finds('a loader of ads', 'ad')).toEqual([])
    expect(finds('Tag your two best friends', 'tag … friends')).toEqual(['Tag your two best friends'])
    expect(finds('Tag it. My friends came', 'tag … friends')).toEqual([])
    expect(finds('treats 4.5 kinds of pain', 'treats … pain')).toEqual(['treats 4.5 kinds of pain'])
  })

  test('as hashtags that hang together, and as labels that stand by themselves', () => {
    expect(tagsIn('#one#two /#no &#38; a#b').map(({ tag }) => tag)).toEqual(['one', 'two'])
    expect(finds('(Ad) shoes', 'ad:')).toEqual(['Ad'])
    expect(finds('🎉 Ad | shoes', 'ad:')).toEqual(['Ad'])
    expect(finds('My ad agency', 'ad:')).toEqual([])
  })
})

test('a language is told by script and small words, against what the workspace says when there are many', () => {
  expect(languageOf('Сегодня пекли хлеб', 'en')).toBe('ru')
  expect(languageOf('Сьогодні пекли хліб', 'uk')).toBeNull()
  expect(languageOf('Heute haben wir das Brot mit der neuen Mühle gemahlen', 'en')).toBe('de')
  expect(languageOf('Brot', 'en')).toBe('en')
  expect(languageOf('ขนมปังวันนี้', null)).toBe('th')
  expect(languageOf('', null)).toBeNull()
})

test('rules hold between their days', () => {
  const post = { text: 'Реклама. Чай', kind: 'payment', network: 'instagram', jurisdictions: ['RU'] } as const
  expect(codes({ ...post, day: '2025-08-31' })).not.toContain('barred_network')
  expect(codes({ ...post, day: '2025-09-01' })).toContain('barred_network')
})

test('the strictest pack speaks and the others are named; Germany is in the EU', () => {
  const all = found({ text: 'Meine neue Jacke', kind: 'payment', jurisdictions: ['DE', 'US'] })
  expect(all.find(({ code }) => code === 'missing')).toMatchObject({
    ...{ rule: 'de.label', level: 'error', packs: ['de', 'us', 'eu'] },
    mend: { before: 'Werbung: ' },
  })
})

test('the label that is offered mends what it is offered for, in each language', () => {
  const texts = {
    en: 'This bread was with us all the way to the top of the hill',
    de: 'Dieses Brot war mit uns auf dem ganzen Weg auf den Berg',
    fr: 'Ce pain est avec nous sur toute la route et dans la montagne',
    ru: 'Этот хлеб был с нами всю дорогу до вершины',
    lv: 'Šī maize bija ar mums visu ceļu līdz kalna galam',
    th: 'ขนมปังนี้อยู่กับเราตลอดทางจนถึงยอดเขา',
    vi: 'Ổ bánh này đi cùng chúng tôi suốt đường lên đỉnh núi',
  }
  const label = ['missing', 'unclear', 'first', 'late', 'buried', 'other_language', 'elsewhere']
  for (const text of Object.values(texts))
    for (const place of [[], ['US'], ['GB'], ['EU'], ['DE'], ['FR'], ['RU']] as const) {
      const post = { text, kind: 'payment', jurisdictions: place } as const
      const before = found(post).find(({ code }) => label.includes(code))
      expect(before?.mend, `${place} ${text}`).toBeTruthy()
      const after = codes({ ...post, text: `${before?.mend?.before}${text}` })
      expect(
        after.filter((code) => label.includes(code)),
        `${place} ${before?.mend?.before}`,
      ).toEqual([])
    }
})

test('a network’s own mark is enough where a pack says so, and not where it stands beside the words', () => {
  const { looked, side } = asLooked({
    ...{ text: 'New shoes', kind: 'payment', jurisdictions: ['US'] },
    more: { native: true, sponsor: 'Shoes' },
  })
  const marked = { ...side, marks: true }
  const enough: Pack = { ...us, native: 'enough' }
  expect(judgePost(looked, [marked], new Set(), [us])).toMatchObject([{ code: 'missing' }])
  expect(judgePost(looked, [marked], new Set(), [enough])).toEqual([])
  expect(judgePost(looked, [side], new Set(), [enough])).toMatchObject([{ code: 'missing' }])
})

test('a poll and the card of a link claim and ask as the text does, and are no place for a label', () => {
  const beside = (post: Post, more: { poll?: string[]; card?: string[] }) => {
    const { looked, side } = asLooked(post)
    const parts = side.parts.map((part) => ({ ...part, ...more }))
    return judgePost(looked, [{ ...side, parts }]).map(({ code, facts }) => `${code} ${facts.word ?? ''}`)
  }
  const quiet = { text: 'What do you say?' }
  expect(beside(quiet, {})).toEqual([])
  expect(beside(quiet, { poll: ['The best bread in Riga', 'Another'] })).toEqual(['claim The best'])
  expect(beside(quiet, { card: ['Bread', 'The best bread in Riga'] })).toEqual(['claim The best'])
  const paid = { text: 'What do you say?', kind: 'payment', more: { sponsor: 'Rye & Co' } } as const
  const silent = ['missing ', 'sponsor_missing ']
  expect(beside(paid, {})).toEqual(silent)
  expect(beside(paid, { card: ['Ad: bread, by Rye & Co'] })).toEqual(silent)
  expect(beside(paid, { poll: ['Ad: Rye & Co', '#ad'] })).toEqual(silent)
})

test('whatever stands in a text, it is judged', () => {
  let seed = 7
  const even = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return seed / 2 ** 32
  }
  const pieces = [
    '#',
    'ad',
    ':',
    '…',
    '*',
    ' ',
    '\n',
    '\u200b',
    '\ud800',
    'ด',
    '็',
    '̣',
    'е',
    'é',
    '😀',
    '?erid=',
    'https://a.b/',
    '@x',
    '.',
    '(',
    '№1',
  ]
  for (let round = 0; round < 200; round++) {
    const text = Array.from({ length: 40 }, () => pieces[Math.floor(even() * pieces.length)]).join('')
    for (const { facts } of found({
      text,
      kind: 'payment',
      jurisdictions: ['US', 'GB', 'EU', 'DE', 'FR', 'RU', 'IN'],
    }))
      if (typeof facts.word === 'string' && facts.word) expect(text.normalize('NFC')).toContain(facts.word)
  }
})
