import { graphemesOf, urlsIn } from '../kit/text.ts'
import type { Entry, Medium } from './entry.ts'

// XML 1.0 has no place for these, not even escaped: control characters, lone halves of a pair, and two that are no characters.
const unwritable = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text inside XML or HTML, in an element or an attribute. */
export const escaped = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)

/** The words of an entry as HTML: paragraphs, line breaks, links; then its link and its media. */
export function htmlOf({ text, link, media }: Entry): string {
  const words = text.trim() === '' ? [] : text.split(/\n[^\S\n]*\n\s*/).map((one) => `<p>${lined(one)}</p>`)
  const card = link && `<p><a href="${escaped(link.url)}">${escaped(link.title || link.url)}</a></p>`
  return [...words, ...(card ? [card] : []), ...media.map(figure)].join('\n')
}

const lined = (text: string): string => text.trim().split('\n').map(linked).join('<br>\n')

function linked(line: string): string {
  let html = ''
  let at = 0
  for (const { url, start, end } of urlsIn(line)) {
    html += `${escaped(line.slice(at, start))}<a href="${escaped(url)}">${escaped(url)}</a>`
    at = end
  }
  return html + escaped(line.slice(at))
}

function figure({ url, kind, width, height, alt }: Medium): string {
  const size = width > 0 && height > 0 ? ` width="${width}" height="${height}"` : ''
  if (kind === 'video')
    return `<p><video src="${escaped(url)}"${size} controls preload="metadata" title="${escaped(alt)}"></video></p>`
  return `<p><img src="${escaped(url)}"${size} alt="${escaped(alt)}"></p>`
}

const titleAtMost = 80

/** The title of an entry, or the beginning of its words where it has none. */
export function titleOf({ title, text, link }: Entry): string {
  const given = title.trim() || text.trim().split('\n')[0]?.trim() || link?.title || link?.url || ''
  const letters = graphemesOf(given)
  return letters.length <= titleAtMost
    ? given
    : `${letters
        .slice(0, titleAtMost - 1)
        .join('')
        .trimEnd()}…`
}
