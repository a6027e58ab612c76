import fc from 'fast-check'
import { SourceRules } from '../src/modules/create/sources/contract.ts'
import { type Feed, readFeed } from '../src/modules/create/sources/feed.ts'
import { plainText } from '../src/modules/create/sources/plain.ts'
import { refusal, textFor } from '../src/modules/create/sources/rules.ts'
import { inTime, type Question } from './question.ts'

const rules = SourceRules.parse({ include: ['a'], exclude: ['b'] })

/** Every entry can be told by a key, shown and opened. */
function hold(feed: Feed | null): void {
  for (const entry of feed?.entries ?? []) {
    if (entry.key === '' || entry.key.includes('\0') || entry.key.length > 1000)
      throw new Error('A key is none.')
    if (entry.url !== null && !/^https?:/.test(entry.url)) throw new Error(entry.url)
    if (entry.title.length > 500 || entry.summary.length > 2000) throw new Error('A text is too long.')
    refusal(entry, rules)
    textFor(entry, '{title} {link} {summary}', feed?.title ?? '')
  }
}

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '<![CDATA[',
    ']]>',
    '&amp;',
    '&x;',
    '&#0;',
    '&#xD800;',
    '<p>',
    '<script>',
    '</script',
    '{title}',
    '<',
  ),
)
const tags = [
  'title',
  'link',
  'guid',
  'description',
  'item',
  'entry',
  'id',
  'summary',
  'content',
  'pubDate',
] as const
const rss = fc
  .array(fc.tuple(fc.constantFrom(...tags), fc.array(words, { maxLength: 4 }), fc.boolean()), {
    maxLength: 20,
  })
  .map((parts) =>
    parts.map(([tag, said, ends]) => `<${tag}>${said.join('')}${ends ? `</${tag}>` : ''}`).join(''),
  )

export const questions: readonly Question[] = [
  {
    name: 'feeds-are-read-or-none',
    property: fc.property(rss, fc.constantFrom('rss', 'feed', 'rdf:RDF'), (body, root) => {
      hold(
        inTime(() =>
          readFeed(`<?xml version="1.0"?><${root} version="2.0"><channel>${body}</channel></${root}>`),
        ),
      )
    }),
  },
  {
    name: 'json-feeds-are-read-or-none',
    property: fc.property(fc.json({ maxDepth: 3 }), fc.json({ maxDepth: 2 }), (items, title) => {
      hold(
        inTime(() =>
          readFeed(`{"version":"https://jsonfeed.org/version/1.1","title":${title},"items":[${items}]}`),
        ),
      )
    }),
  },
  {
    name: 'any-text-is-a-feed-or-none',
    property: fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
      hold(inTime(() => readFeed(text)))
    }),
  },
  {
    name: 'plain-text-is-bounded',
    property: fc.property(
      fc.array(words, { maxLength: 200 }),
      fc.integer({ min: 2, max: 300 }),
      (parts, most) => {
        const text = inTime(() => plainText(parts.join(''), most))
        if (text.length > most || text.includes('\0') || !text.isWellFormed())
          throw new Error(JSON.stringify(text))
      },
    ),
  },
]
