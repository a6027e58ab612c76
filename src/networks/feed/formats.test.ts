import { describe, expect, test } from 'vitest'
import type { Entry } from './entry.ts'
import { type About, atomOf, jsonOf, pageOf, rssOf } from './formats.ts'
import { titleOf } from './text.ts'

const about: About = {
  title: 'News & <notes>',
  description: 'What happens',
  home: 'https://shop.example/?a=1&b=2',
  language: 'lv',
  page: 'https://carillon.example/feeds/t',
  self: 'https://carillon.example/feeds/t.rss',
  hub: 'https://hub.example/',
  pageOf: ({ id }) => `https://carillon.example/feeds/t/${id}`,
  idOf: ({ id }) => `urn:uuid:${id}`,
}

const picture = {
  url: 'https://carillon.example/shared/c/m/a-0.png',
  name: 'a-0.png',
  kind: 'image',
  mime: 'image/png',
  bytes: 1234,
  width: 10,
  height: 20,
  seconds: null,
  alt: 'A "bell" & more',
} as const

const entry = (over: Partial<Entry> = {}): Entry => ({
  id: 'e1',
  title: '',
  text: 'First <line>\nsecond, see https://example.com/a?b=c&d=e.\n\nสวัสดี 👨‍👩‍👧‍👦',
  link: null,
  media: [],
  language: null,
  publishedAt: new Date('2030-01-01T09:00:00Z'),
  changedAt: new Date('2030-01-02T09:00:00Z'),
  ...over,
})

const hostile = [
  ']]>',
  '</description><script>alert(1)</script>',
  '" onload="alert(1)',
  "'><img src=x onerror=alert(1)>",
  '\u0000\u0008\ufffe\ud800 control',
  '<!--',
  '&lt;script&gt;',
]

/** A strict reader: names and nesting, attributes in quotes, no bare ampersand. Enough to see that nothing broke out. */
function readXml(xml: string): string[] {
  const names: string[] = []
  const open: string[] = []
  const body = xml.replace(/^<\?xml[^>]*\?>\s*/, '')
  const token = /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy
  for (let at = 0; at < body.length; at = token.lastIndex) {
    token.lastIndex = at
    const found = token.exec(body)
    if (!found) throw new Error(`Not well-formed at: ${body.slice(at, at + 60)}`)
    const [, closing, name = '', attributes = '', empty, text] = found
    if (/&(?!(amp|lt|gt|quot|#39);)/.test(text ?? attributes)) throw new Error('A bare ampersand')
    if (text !== undefined) continue
    if (closing && open.pop() !== name) throw new Error(`Closed otherwise than opened: ${name}`)
    if (!closing) names.push(name)
    if (!closing && !empty) open.push(name)
  }
  if (open.length > 0) throw new Error(`Left open: ${open.join()}`)
  return names
}

describe.for([
  ['RSS', rssOf, 'item'],
  ['Atom', atomOf, 'entry'],
] as const)('%s', ([, render, item]) => {
  test('is well-formed and holds each entry', () => {
    const names = readXml(render(about, [entry(), entry({ id: 'e2', media: [picture, picture] })]))
    expect(names.filter((name) => name === item)).toHaveLength(2)
  })

  test('keeps what people write inside its element, whatever it is', () => {
    const plain = readXml(render(about, [entry({ title: 'x', text: 'x' })]))
    for (const bad of hostile) {
      const names = readXml(
        render({ ...about, title: bad, description: bad }, [entry({ title: bad, text: bad })]),
      )
      expect(names, bad).toEqual(plain)
    }
  })

  test('says nothing that changes by being read', () => {
    expect(render(about, [])).toBe(render(about, []))
    readXml(render(about, []))
  })
})

test('RSS has one enclosure an item and all media beside it, with their descriptions', () => {
  const xml = rssOf(about, [entry({ media: [picture, { ...picture, url: `${picture.url}2`, alt: '' }] })])
  expect(xml.match(/<enclosure /g)).toHaveLength(1)
  expect(xml).toContain(`<enclosure url="${picture.url}" length="1234" type="image/png"/>`)
  expect(xml.match(/<media:content /g)).toHaveLength(2)
  expect(xml).toContain('A &quot;bell&quot; &amp; more</media:description>')
})

test('RSS says dates, ids and the hub as its readers want them', () => {
  const xml = rssOf(about, [entry()])
  expect(xml).toContain('<pubDate>Tue, 01 Jan 2030 09:00:00 GMT</pubDate>')
  expect(xml).toContain('<guid isPermaLink="false">urn:uuid:e1</guid>')
  expect(xml).toContain('<atom:link rel="hub" href="https://hub.example/"/>')
  expect(xml).toContain('<link>https://shop.example/?a=1&amp;b=2</link>')
  expect(rssOf({ ...about, hub: null }, [])).not.toContain('rel="hub"')
})

test('Atom says when an entry was published and when it changed, and the feed changes with it', () => {
  const xml = atomOf(about, [entry({ language: 'th' })])
  expect(xml).toContain('<published>2030-01-01T09:00:00.000Z</published>')
  expect(xml.match(/<updated>2030-01-02T09:00:00.000Z<\/updated>/g)).toHaveLength(2)
  expect(xml).toContain('<entry xml:lang="th">')
})

test('JSON Feed holds words, media and hub as version 1.1 has them', () => {
  const link = { url: 'https://example.com/x', title: 'X', description: '' }
  const json = JSON.parse(jsonOf(about, [entry({ media: [picture], link, title: 'Given', language: 'lv' })]))
  expect(json).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'News & <notes>',
    language: 'lv',
    hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
    items: [
      {
        id: 'urn:uuid:e1',
        title: 'Given',
        external_url: 'https://example.com/x',
        content_text: entry().text,
        date_published: '2030-01-01T09:00:00.000Z',
        image: picture.url,
        attachments: [{ url: picture.url, mime_type: 'image/png', size_in_bytes: 1234, title: picture.alt }],
      },
    ],
  })
  const [bare] = JSON.parse(jsonOf(about, [entry({ text: '', media: [picture] })])).items
  expect(bare).not.toHaveProperty('title')
  expect(bare).not.toHaveProperty('content_text')
})

test('words become paragraphs, lines and links, and nothing of them becomes markup', () => {
  const json = JSON.parse(jsonOf(about, [entry()]))
  expect(json.items[0].content_html).toBe(
    '<p>First &lt;line&gt;<br>\nsecond, see <a href="https://example.com/a?b=c&amp;d=e">https://example.com/a?b=c&amp;d=e</a>.</p>\n<p>สวัสดี 👨‍👩‍👧‍👦</p>',
  )
  for (const bad of hostile) {
    const html = pageOf(
      { ...about, title: bad, description: bad, home: about.home },
      [
        entry({
          title: bad,
          text: bad,
          link: { url: `https://x.example/${bad}`, title: bad, description: '' },
        }),
      ],
      [],
    )
    expect(html, bad).not.toMatch(/<script|<img|onload="|onerror=[^&]*>/)
  }
})

test('an entry without a title takes its beginning, cut between letters', () => {
  expect(titleOf(entry())).toBe('First <line>')
  expect(titleOf(entry({ title: ' Given ' }))).toBe('Given')
  expect(titleOf(entry({ text: '👨‍👩‍👧‍👦'.repeat(100) }))).toBe(`${'👨‍👩‍👧‍👦'.repeat(79)}…`)
  expect(titleOf(entry({ text: '' }))).toBe('')
})
