import fc from 'fast-check'
import { decodePage, readPage } from '../src/modules/create/cards/page.ts'
import { tagText, tagUrl } from '../src/modules/create/links/plain/tag.ts'
import { writeMentions } from '../src/modules/create/mentions/plain/written.ts'
import { urlsIn } from '../src/networks/kit/text.ts'
import { splitThread } from '../src/networks/kit/thread.ts'
import { inTime, type Question } from './question.ts'

const pieces = fc.constantFrom(
  ...['<meta ', '<META\t', 'property="og:title"', "name='description'", 'content="', "content='", '">', "'>"],
  ...[
    '<title>',
    '</title',
    '</title>',
    '<head',
    '</head>',
    '<body>',
    '&amp;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
  ],
  ...[
    'og:image',
    'javascript:alert(1)',
    '\u202e',
    '\u200b',
    '\0',
    '<!--',
    '-->',
    '=',
    '"',
    "'",
    '<',
    '>',
    '&',
  ],
)
const html = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 300 })
  .map((parts) => parts.join(''))

function hold({ title, description, image }: ReturnType<typeof readPage>): void {
  for (const [text, most] of [
    [title, 300],
    [description, 1000],
  ] as const) {
    if (text.length > most || !text.isWellFormed()) throw new Error(JSON.stringify(text))
    if (/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u.test(text)) throw new Error(JSON.stringify(text))
  }
  if (image === '') throw new Error('An image is empty.')
}

const rule = {
  ...{ enabled: true, source: '{network}', medium: 'social', campaign: '{campaign}-{pillar}' },
  ...{ term: '', content: '{channel}', excluded: ['example.org'] },
}
const named = fc.record({
  network: fc.constant('bluesky'),
  channel: fc.string({ unit: 'grapheme', maxLength: 40 }),
  campaign: fc.string({ unit: 'grapheme', maxLength: 40 }),
  category: fc.constant(''),
  pillar: fc.string({ unit: 'grapheme', maxLength: 40 }),
})
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 15 }),
  fc.constantFrom(
    ...[
      '@anna.bsky.social',
      '@anna@toot.lv',
      '#ขนมปัง',
      ' ',
      '\n\n',
      '. ',
      'ครับ ',
      'วันนี้',
      '👩‍👩‍👧',
      '(',
      ')',
      ',',
    ],
    ...['https://example.com/a?b=1#c', 'https://example.org', 'https://пример.рф/путь', 'https://a.lv/(x)'],
  ),
)
const text = fc.array(words, { maxLength: 60 }).map((parts) => parts.join(''))
const bare = (said: string): string => said.replace(/\s/gu, '')

export const questions: readonly Question[] = [
  {
    name: 'pages-say-little-and-plainly',
    property: fc.property(html, (page) => hold(inTime(() => readPage(page)))),
  },
  {
    name: 'any-bytes-are-a-page',
    property: fc.property(
      fc.uint8Array({ maxLength: 3000 }),
      fc.constantFrom(
        'text/html',
        'text/html; charset=utf-16le',
        'text/html; charset=x-none',
        'text/html;charset="',
      ),
      (bytes, type) => hold(inTime(() => readPage(decodePage(bytes, type)))),
    ),
  },
  {
    name: 'a-named-link-leads-to-the-same-page',
    property: fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), named, (url, by) => {
      const [before, after] = [new URL(url), new URL(tagUrl(url, rule, by))]
      const said = [...after.searchParams].filter(([name]) => !name.startsWith('utm_'))
      const was = [...before.searchParams].filter(([name]) => !name.startsWith('utm_'))
      if (after.origin + after.pathname + after.hash !== before.origin + before.pathname + before.hash)
        throw new Error(after.href)
      if (JSON.stringify(said) !== JSON.stringify(was)) throw new Error(after.href)
    }),
  },
  {
    name: 'links-of-a-text-stay-links',
    property: fc.property(text, named, (said, by) => {
      const tagged = inTime(() => tagText(said, rule, by))
      if (urlsIn(tagged).length !== urlsIn(said).length) throw new Error(JSON.stringify([said, tagged]))
      if (tagText(tagged, rule, by) !== tagged) throw new Error(`It is named twice: ${JSON.stringify(said)}`)
    }),
  },
  {
    name: 'mentions-are-written-once',
    property: fc.property(text, (said) => {
      const accounts = { mastodon: { account: 'anna@toot.lv', handle: 'anna@toot.lv' } }
      const known = [{ text: '@anna.bsky.social', name: 'Anna', accounts }]
      const written = inTime(() => writeMentions(said, 'mastodon', known))
      if (writeMentions(written, 'mastodon', known) !== written) throw new Error(JSON.stringify(said))
    }),
  },
  {
    name: 'threads-lose-nothing',
    property: fc.property(text, fc.integer({ min: 30, max: 90 }), fc.boolean(), (said, max, numbered) => {
      const parts = inTime(() => splitThread(said, { max, unit: 'graphemes' }, { numbered }))
      const plain = parts.map((part, at) => part.replace(new RegExp(` ${at + 1}/${parts.length}$`), ''))
      if (!numbered && bare(plain.join('')) !== bare(said)) throw new Error(JSON.stringify(parts))
    }),
  },
]
