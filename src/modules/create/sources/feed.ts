import { createHash } from 'node:crypto'
import { parseFeed } from 'feedsmith'
import { plainText } from './plain.ts'

/** One entry, as far as a post can be made of it. */
export type Entry = {
  /** Its guid, else its address, else a digest of what it says. */
  key: string
  digest: string
  title: string
  url: string | null
  summary: string
  author: string
  publishedAt: Date | null
}

export type Feed = { format: string; title: string; entries: Entry[] }

/** A feed holds its newest entries; more than these are not looked at. */
const mostEntries = 500
const mostTitle = 500
const mostSummary = 2000

/**
 * RSS, Atom, RDF or JSON feed. Entities that a document declares are not expanded, so that it cannot grow; null for what is
 * none of these.
 */
export function readFeed(text: string): Feed | null {
  try {
    const found = parseFeed(text, { maxItems: mostEntries })
    const feed = found.feed as Loose
    const list = (feed.items ?? feed.entries ?? []) as Loose[]
    const entries = list.slice(0, mostEntries).map(entryOf)
    return { format: found.format, title: plainText(wordsOf(feed.title), 200), entries: unique(entries) }
  } catch {
    return null
  }
}

/** What the four formats call the same things; every value is looked at before it is believed. */
type Loose = Record<string, unknown>

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
const asLoose = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {}
const firstOf = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)

/** Atom has `{ value }` where others have words. */
const wordsOf = (value: unknown): string => asText(value) || asText(asLoose(value).value)

function entryOf(item: Loose): Entry {
  const url = addressOf(item)
  const summary = plainText(
    wordsOf(item.description) ||
      wordsOf(item.summary) ||
      wordsOf(item.content_text) ||
      wordsOf(item.content_html) ||
      wordsOf(item.content) ||
      wordsOf(asLoose(item.content).encoded),
    mostSummary,
  )
  const title = plainText(wordsOf(item.title), mostTitle)
  const digest = createHash('sha256')
    .update(JSON.stringify([title, url, summary]))
    .digest('hex')
  const guid = asText(asLoose(item.guid).value) || asText(item.guid) || asText(item.id)
  const author = firstOf(item.authors) ?? firstOf(asLoose(item.dc).creators)
  return {
    key: (guid || url || digest).slice(0, 1000).replaceAll('\0', ''),
    digest,
    title,
    url,
    summary,
    author: plainText(wordsOf(author) || asText(asLoose(author).name), 200),
    publishedAt: dayOf(item),
  }
}

/** Only what a reader can open. */
function addressOf(item: Loose): string | null {
  const links = Array.isArray(item.links) ? item.links.map(asLoose) : []
  const link = links.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links[0]
  const guid = asLoose(item.guid)
  const said =
    asText(item.link) ||
    asText(link?.href) ||
    asText(item.url) ||
    (guid.isPermaLink === true ? asText(guid.value) : '')
  const url = URL.parse(said.trim())
  return url && /^https?:$/.test(url.protocol) && said.length <= 4000 ? url.href : null
}

function dayOf(item: Loose): Date | null {
  const said =
    asText(item.pubDate) || asText(item.published) || asText(item.updated) || asText(item.date_published)
  const at = new Date(said)
  return said !== '' && !Number.isNaN(at.getTime()) ? at : null
}

/** The same key twice in one feed is one entry. */
const unique = (entries: readonly Entry[]): Entry[] => [
  ...new Map(entries.map((one) => [one.key, one])).values(),
]
