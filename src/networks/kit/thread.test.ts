import { describe, expect, test } from 'vitest'
import { byteLength, graphemesOf, mentionsIn, textLength, urlsIn } from './text.ts'
import { splitThread } from './thread.ts'

const rule = (max: number) => ({ max, unit: 'graphemes', urlLength: 23, mentionsCountLocally: true }) as const
const bare = (text: string) => text.replace(/\s/gu, '')

describe('a long text is split', () => {
  test('not at all when it fits', () => {
    expect(splitThread('short', rule(10))).toEqual(['short'])
    expect(splitThread('  short  ', rule(5))).toEqual(['short'])
    expect(splitThread('', rule(5))).toEqual([])
    expect(splitThread('x'.repeat(9000), { max: null, unit: 'graphemes' })).toHaveLength(1)
  })

  test('so that each part fits as it is sent, not as it is written', () => {
    const sent = (text: string) => text.replace('@anna', '@anna@bakery.example')
    const plain = { max: 30, unit: 'graphemes' } as const
    for (const numbered of [false, true]) {
      const parts = splitThread('We thank @anna for the bread.', plain, { sent, numbered })
      expect(parts.length).toBeGreaterThan(1)
      for (const part of parts) expect(textLength(sent(part), plain)).toBeLessThanOrEqual(30)
    }
  })

  test('at the end of a paragraph rather than of a sentence', () => {
    const text = 'One here. Two here.\n\nThree is here. Four is here.'
    expect(splitThread(text, rule(30))).toEqual(['One here. Two here.', 'Three is here. Four is here.'])
  })

  test('at the end of a sentence rather than of a word', () => {
    expect(splitThread('First one here. Second one is here too.', rule(25))).toEqual([
      'First one here.',
      'Second one is here too.',
    ])
  })

  test('at the end of a word when the sentence is long', () => {
    expect(splitThread('alpha beta gamma delta epsilon', rule(12))).toEqual([
      'alpha beta',
      'gamma delta',
      'epsilon',
    ])
  })

  test('inside a word only when the word itself does not fit', () => {
    expect(splitThread('a'.repeat(25), rule(10))).toEqual(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)])
  })

  test('a punctuation mark stays with its word', () => {
    expect(splitThread('hello world, and more', rule(12))).toEqual(['hello world,', 'and more'])
  })

  test('between Thai words, which have no spaces', () => {
    const text = 'สวัสดีครับวันนี้เราจะไปตลาดด้วยกัน'
    const parts = splitThread(text, rule(10))
    expect(parts.join('')).toBe(text)
    const words = [...new Intl.Segmenter('th', { granularity: 'word' }).segment(text)]
    const ends = new Set(words.map(({ index }) => index))
    let at = 0
    for (const part of parts) {
      expect(ends.has(at)).toBe(true)
      at += part.length
    }
  })

  test('at the end of a Thai phrase, and rather behind a polite word, which ends a sentence', () => {
    const text = 'ร้านเปิดแปดโมงเช้าค่ะ วันนี้มีขนมปังใหม่ ลองชิมได้เลย'
    expect(splitThread(text, rule(34))).toEqual(['ร้านเปิดแปดโมงเช้าค่ะ', 'วันนี้มีขนมปังใหม่ ลองชิมได้เลย'])
    expect(splitThread('วันนี้มีขนมปังใหม่ ลองชิมได้เลยวันนี้', rule(25))).toEqual(['วันนี้มีขนมปังใหม่', 'ลองชิมได้เลยวันนี้'])
  })

  test('not before a Thai repetition mark, nor between a number and its word', () => {
    const parts = splitThread('ขนมต่าง ๆ ราคา 100 บาททุกชิ้นวันนี้', rule(12))
    expect(parts.every((part) => !part.startsWith('ๆ'))).toBe(true)
  })

  test('not behind a shortened word or an initial', () => {
    expect(splitThread('It was baked by J. Smith at nr. 5. The next one is rye.', rule(36))).toEqual([
      'It was baked by J. Smith at nr. 5.',
      'The next one is rye.',
    ])
    expect(splitThread('Сегодня, т. е. в среду, печём. Завтра нет.', rule(34))).toEqual([
      'Сегодня, т. е. в среду, печём.',
      'Завтра нет.',
    ])
  })

  test('never inside a hashtag, in whatever script', () => {
    const parts = splitThread('วันนี้อร่อยมาก #ขนมปังไรย์สดใหม่ทุกวัน นะ', rule(28))
    expect(parts.join(' ')).toContain('#ขนมปังไรย์สดใหม่ทุกวัน')
    expect(parts.some((part) => part.includes('#ขนมปังไรย์สดใหม่ทุกวัน'))).toBe(true)
  })

  test('with numbers for which room is left, also when there are more than nine', () => {
    const text = 'alpha beta gamma delta epsilon'
    expect(splitThread(text, rule(16), { numbered: true })).toEqual([
      'alpha beta 1/3',
      'gamma delta 2/3',
      'epsilon 3/3',
    ])
    expect(splitThread('short', rule(16), { numbered: true })).toEqual(['short'])
    const many = splitThread('word '.repeat(60), rule(20), { numbered: true })
    expect(many.length).toBeGreaterThan(9)
    expect(many.at(-1)).toMatch(new RegExp(` ${many.length}/${many.length}$`))
    expect(many.every((part) => textLength(part, rule(20)) <= 20)).toBe(true)
  })

  test('after a Chinese full stop', () => {
    expect(splitThread('今天天气很好。我们去公园散步吧。', rule(10))).toEqual([
      '今天天气很好。',
      '我们去公园散步吧。',
    ])
  })

  test('never inside a grapheme', () => {
    const text = '👨‍👩‍👧‍👦'.repeat(7)
    expect(splitThread(text, rule(3)).map((part) => graphemesOf(part).length)).toEqual([3, 3, 1])
  })

  test('never inside a URL or a mention', () => {
    const text = `${'word '.repeat(4)}https://example.com/a-b-c?d=e and @ann.lee@example.social goes on`
    const parts = splitThread(text, rule(30))
    expect(parts.flatMap((part) => urlsIn(part).map(({ url }) => url))).toEqual([
      'https://example.com/a-b-c?d=e',
    ])
    expect(parts.flatMap((part) => mentionsIn(part).map((m) => part.slice(m.start, m.end)))).toEqual([
      '@ann.lee@example.social',
    ])
  })

  test('a URL longer than the limit stands alone and whole', () => {
    const url = `https://example.com/${'x'.repeat(50)}`
    expect(splitThread(`go ${url} now`, { max: 20, unit: 'graphemes' })).toEqual(['go', url, 'now'])
  })

  test('by bytes where the network limits them', () => {
    const parts = splitThread('👨‍👩‍👧‍👦'.repeat(10), { max: 300, maxBytes: 100, unit: 'graphemes' })
    expect(parts.every((part) => byteLength(part) <= 100)).toBe(true)
    expect(parts.map((part) => graphemesOf(part).length)).toEqual([4, 4, 2])
  })
})

test('whatever the text and the limit, every part fits and nothing but space is lost', () => {
  const pieces = [
    'Hello, world! ',
    'สวัสดีครับ',
    'Tiếng Việt '.normalize('NFD'),
    '👨‍👩‍👧‍👦🇱🇻',
    'https://example.com/a(b) ',
    ' @ann@example.org ',
    '\n\n',
    '今天很好。',
    'Это длинное предложение. ',
    'a\u200db\u200b ',
    'مرحبا بالعالم ',
  ]
  let seed = 7
  const next = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % n
  }
  for (let run = 0; run < 300; run++) {
    const text = Array.from({ length: next(40) }, () => pieces[next(pieces.length)]).join('')
    const limits = rule(25 + next(60))
    const parts = splitThread(text, limits)
    expect(bare(parts.join(''))).toBe(bare(text))
    for (const part of parts) {
      expect(textLength(part, limits)).toBeLessThanOrEqual(limits.max)
      expect(part).not.toBe('')
    }
  }
})

test('a book is split in a moment', () => {
  const book = 'Это длинное предложение, которое идёт дальше. '.repeat(4000)
  const before = performance.now()
  expect(splitThread(book, rule(500)).length).toBeGreaterThan(300)
  expect(performance.now() - before).toBeLessThan(3000)
})
