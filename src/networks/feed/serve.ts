import { createHash } from 'node:crypto'
import { webAddress } from '../kit/address.ts'
import type { Account, Serve, Tools } from '../kit/network.ts'
import { servedUrl } from '../kit/network.ts'
import { textOf } from './connect.ts'
import { asEntry } from './entry.ts'
import { type About, atomOf, jsonOf, pageOf, rssOf } from './formats.ts'

/** As many as readers that come once a day need. */
const entriesAtOnce = 50

const formats = {
  rss: { type: 'application/rss+xml', render: rssOf },
  atom: { type: 'application/atom+xml', render: atomOf },
  json: { type: 'application/feed+json', render: jsonOf },
} as const
type Format = keyof typeof formats

const isFormat = (ending: string): ending is Format => Object.hasOwn(formats, ending)

export const serve: Serve = {
  topics: ({ remoteId }) => Object.keys(formats).map((ending) => `${remoteId}.${ending}`),

  async document(tools, account, name, hub) {
    const rest = name.slice(account.remoteId.length)
    const about = aboutOf(tools, account, name, hub)
    if (rest === '') return html(tools, account, about, await newest(tools, account))
    const format = rest.startsWith('.') ? rest.slice(1) : ''
    if (isFormat(format)) {
      const { type, render } = formats[format]
      return { type: `${type}; charset=utf-8`, body: render(about, await newest(tools, account)) }
    }
    const entry = rest.startsWith('/') ? await tools.shelf(account).get(rest.slice(1)) : null
    return entry && html(tools, account, about, [asEntry(entry)])
  },
}

const newest = async (tools: Tools, account: Account) =>
  (await tools.shelf(account).newest(entriesAtOnce)).map(asEntry)

function html(tools: Tools, { remoteId }: Account, about: About, entries: Parameters<typeof pageOf>[1]) {
  const links = Object.entries(formats).map(([ending, { type }]) => ({
    type,
    href: servedUrl(tools.appUrl, `${remoteId}.${ending}`),
  }))
  return { type: 'text/html; charset=utf-8', body: pageOf(about, entries, links) }
}

function aboutOf(tools: Tools, account: Account, name: string, hub: string | null): About {
  const { remoteId, settings } = account
  const page = servedUrl(tools.appUrl, remoteId)
  return {
    title: textOf(settings, 'title') || account.handle,
    description: textOf(settings, 'description'),
    home: addressOf(textOf(settings, 'home')) ?? page,
    language: languageOf(textOf(settings, 'language')),
    page,
    self: servedUrl(tools.appUrl, name),
    hub,
    pageOf: ({ id }) => servedUrl(tools.appUrl, `${remoteId}/${id}`),
    idOf: ({ id }) => uuidOf(`${remoteId}/${id}`),
  }
}

/** A UUID of version 8 (RFC 9562) made of a name: a valid id in every format that says nothing of our address. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
  return `urn:uuid:${parts.join('-')}-${hex.slice(20, 32)}`
}

const addressOf = (text: string): string | null => webAddress(text)?.href ?? null

const languageOf = (text: string): string => {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? ''
  } catch {
    return ''
  }
}
