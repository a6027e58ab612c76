const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const url = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g

/** The length as the server counts it: URLs as 23, mentions without their server. Written apart from ours on purpose. */
export function countedBy(text: string, spoiler: string): number {
  const short = text.replace(url, 'x'.repeat(23)).replace(/(^|[^\w/])@(\w+)@[\w.-]+\w/g, '$1@$2')
  return [...graphemes.segment(spoiler + short)].length
}

const escaped = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')

/** The HTML that the server makes of a text: links with hidden ends, mentions, hashtags, paragraphs. */
export function rendered(text: string, server: string): string {
  let html = ''
  let at = 0
  for (const found of text.matchAll(
    /(?<url>https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])|(?<![\w/])@(?<name>\w+)(?:@(?<host>[\w.-]+\w))?|(?<![\w/&])#(?<tag>[\p{L}\p{M}\p{N}_]+)/gu,
  )) {
    html += escaped(text.slice(at, found.index)) + linked(found, server)
    at = found.index + found[0].length
  }
  html += escaped(text.slice(at))
  return html
    .split(/\n\n+/)
    .map((paragraph) => `<p>${paragraph.replace(/\n/g, '<br />')}</p>`)
    .join('')
}

function linked(found: RegExpExecArray, server: string): string {
  const { url: link, name, host, tag } = found.groups ?? {}
  if (link !== undefined) {
    const prefix = /^https?:\/\/(www\.)?/.exec(link)?.[0] ?? ''
    const [shown, rest] = [link.slice(prefix.length, prefix.length + 30), link.slice(prefix.length + 30)]
    return `<a href="${escaped(link)}" target="_blank" rel="nofollow noopener noreferrer" translate="no"><span class="invisible">${escaped(prefix)}</span><span class="${rest ? 'ellipsis' : ''}">${escaped(shown)}</span><span class="invisible">${escaped(rest)}</span></a>`
  }
  if (tag !== undefined)
    return `<a href="${server}/tags/${encodeURIComponent(tag)}" class="mention hashtag" rel="tag">#<span>${escaped(tag)}</span></a>`
  // Nobody far away is known to the fake, so only near names become links.
  if (name === undefined || host !== undefined) return escaped(found[0])
  return `<span class="h-card" translate="no"><a href="${server}/@${name}" class="u-url mention">@<span>${name}</span></a></span>`
}

/** What a server with Markdown makes of a text. */
export const marked = (text: string): string =>
  `<div>${escaped(text)
    .replace(/\*(\S[^*]*)\*/g, '<em>$1</em>')
    .replace(/_(\S[^_]*)_/g, '<em>$1</em>')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\n/g, '<br>')}</div>`
