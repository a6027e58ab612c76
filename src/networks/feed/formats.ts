import type { Entry, Medium } from './entry.ts'
import { escaped, htmlOf, titleOf } from './text.ts'

/** What is said of a feed as a whole. Addresses are whole. */
export type About = {
  title: string
  description: string
  /** The website that it belongs to; the feed's own page where there is none. */
  home: string
  language: string
  page: string
  /** Of this very document. */
  self: string
  hub: string | null
  /** Of an entry's page. */
  pageOf(entry: Entry): string
  /** The same in every format and for ever, whatever our address. */
  idOf(entry: Entry): string
}

const generator = 'Carillon'

const tag = (
  name: string,
  text: string,
  attributes: Record<string, string | number | undefined> = {},
): string => {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
  return text === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${text}</${name}>`
}

const text = (name: string, value: string, attributes = {}): string => tag(name, escaped(value), attributes)
const lines = (...given: (string | false | null)[]): string => given.filter(Boolean).join('\n')

/** When the feed last changed; the beginning of time for an empty one, so that it does not change by being read. */
const updatedAt = (entries: readonly Entry[]): Date =>
  new Date(Math.max(0, ...entries.map(({ changedAt }) => changedAt.getTime())))

/** RSS 2.0 (https://www.rssboard.org/rss-specification) with the whole words in content:encoded and all media in Media RSS. */
export function rssOf(about: About, entries: readonly Entry[]): string {
  const items = entries.map((entry) => {
    const [first] = entry.media
    return lines(
      '<item>',
      text('title', titleOf(entry)),
      text('link', about.pageOf(entry)),
      text('guid', about.idOf(entry), { isPermaLink: 'false' }),
      text('pubDate', entry.publishedAt.toUTCString()),
      text('description', htmlOf(entry)),
      text('content:encoded', htmlOf(entry)),
      // Readers know one enclosure an item; the others follow as media.
      first ? tag('enclosure', '', { url: first.url, length: first.bytes, type: first.mime }) : null,
      ...entry.media.map(mediaContent),
      '</item>',
    )
  })
  return lines(
    '<?xml version="1.0" encoding="utf-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">',
    '<channel>',
    text('title', about.title),
    text('link', about.home),
    // Required, so an empty one says the title again.
    text('description', about.description || about.title),
    about.language !== '' && text('language', about.language),
    text('generator', generator),
    text('lastBuildDate', updatedAt(entries).toUTCString()),
    tag('atom:link', '', { rel: 'self', type: 'application/rss+xml', href: about.self }),
    about.hub && tag('atom:link', '', { rel: 'hub', href: about.hub }),
    ...items,
    '</channel>',
    '</rss>\n',
  )
}

const mediaContent = (medium: Medium): string =>
  tag('media:content', medium.alt === '' ? '' : text('media:description', medium.alt, { type: 'plain' }), {
    url: medium.url,
    type: medium.mime,
    medium: medium.kind,
    fileSize: medium.bytes,
    width: medium.width || undefined,
    height: medium.height || undefined,
    duration: medium.seconds ?? undefined,
  })

/** Atom (RFC 4287). */
export function atomOf(about: About, entries: readonly Entry[]): string {
  const items = entries.map((entry) =>
    lines(
      `<entry${entry.language ? ` xml:lang="${escaped(entry.language)}"` : ''}>`,
      text('id', about.idOf(entry)),
      text('title', titleOf(entry)),
      tag('link', '', { rel: 'alternate', type: 'text/html', href: about.pageOf(entry) }),
      text('published', entry.publishedAt.toISOString()),
      text('updated', entry.changedAt.toISOString()),
      ...entry.media.map(({ url, mime, bytes, alt }) =>
        tag('link', '', { rel: 'enclosure', href: url, type: mime, length: bytes, title: alt }),
      ),
      text('content', htmlOf(entry), { type: 'html' }),
      '</entry>',
    ),
  )
  return lines(
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom"${about.language ? ` xml:lang="${escaped(about.language)}"` : ''}>`,
    text('id', about.page),
    text('title', about.title),
    about.description !== '' && text('subtitle', about.description),
    text('updated', updatedAt(entries).toISOString()),
    // Required of a feed whose entries name no author.
    tag('author', text('name', about.title)),
    text('generator', generator),
    tag('link', '', { rel: 'alternate', type: 'text/html', href: about.home }),
    tag('link', '', { rel: 'self', type: 'application/atom+xml', href: about.self }),
    about.hub && tag('link', '', { rel: 'hub', href: about.hub }),
    ...items,
    '</feed>\n',
  )
}

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function jsonOf(about: About, entries: readonly Entry[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: about.title,
    home_page_url: about.home,
    feed_url: about.self,
    ...(about.description && { description: about.description }),
    ...(about.language && { language: about.language }),
    ...(about.hub && { hubs: [{ type: 'WebSub', url: about.hub }] }),
    items: entries.map((entry) => ({
      id: about.idOf(entry),
      url: about.pageOf(entry),
      ...(entry.link && { external_url: entry.link.url }),
      ...(entry.title.trim() && { title: entry.title.trim() }),
      content_html: htmlOf(entry),
      ...(entry.text.trim() && { content_text: entry.text }),
      date_published: entry.publishedAt.toISOString(),
      date_modified: entry.changedAt.toISOString(),
      ...(entry.language && { language: entry.language }),
      ...(entry.media[0]?.kind === 'image' && { image: entry.media[0].url }),
      ...(entry.media.length > 0 && { attachments: entry.media.map(attachment) }),
    })),
  })
}

const attachment = ({ url, mime, bytes, alt, seconds }: Medium) => ({
  url,
  mime_type: mime,
  size_in_bytes: bytes,
  ...(alt && { title: alt }),
  ...(seconds !== null && { duration_in_seconds: seconds }),
})

const style =
  'body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}img,video{max-width:100%;height:auto}time,footer{opacity:.7;font-size:.875rem}article+article{border-top:1px solid;margin-top:2rem}'

/** A page for people who follow the address without a reader: the feed, or one entry of it. */
export function pageOf(
  about: About,
  entries: readonly Entry[],
  formats: readonly { type: string; href: string }[],
): string {
  const language = entries.length === 1 ? entries[0]?.language || about.language : about.language
  const articles = entries.map((entry) =>
    lines(
      `<article${entry.language ? ` lang="${escaped(entry.language)}"` : ''}>`,
      entry.title.trim() !== '' &&
        `<h2><a href="${escaped(about.pageOf(entry))}">${escaped(entry.title.trim())}</a></h2>`,
      htmlOf(entry),
      `<p><a href="${escaped(about.pageOf(entry))}"><time datetime="${entry.publishedAt.toISOString()}">${entry.publishedAt.toISOString().slice(0, 10)}</time></a></p>`,
      '</article>',
    ),
  )
  return lines(
    '<!doctype html>',
    `<html lang="${escaped(language || 'und')}">`,
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escaped(about.title)}</title>`,
    about.description !== '' && `<meta name="description" content="${escaped(about.description)}">`,
    ...formats.map(
      ({ type, href }) =>
        `<link rel="alternate" type="${type}" title="${escaped(about.title)}" href="${escaped(href)}">`,
    ),
    `<style>${style}</style></head>`,
    `<body><header><h1><a href="${escaped(about.home)}">${escaped(about.title)}</a></h1>`,
    about.description !== '' && `<p>${escaped(about.description)}</p>`,
    '</header><main>',
    ...articles,
    '</main><footer><p>',
    formats.map(({ type, href }) => `<a href="${escaped(href)}">${names[type] ?? type}</a>`).join(' · '),
    '</p></footer></body></html>\n',
  )
}

const names: Record<string, string> = {
  'application/rss+xml': 'RSS',
  'application/atom+xml': 'Atom',
  'application/feed+json': 'JSON Feed',
}
