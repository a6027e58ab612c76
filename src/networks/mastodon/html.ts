import type { Status } from './entities.ts'

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** A server may send what it likes: no pattern below looks further than from one `<` to the next, and of a text that no person writes the rest is left. */
export const longest = 200_000

/** The text that a person wrote, out of the HTML that the server made of it. */
export function textOf({ content, mentions }: Pick<Status, 'content' | 'mentions'>): string {
  return unescaped(
    withServers(content.slice(0, longest), mentions)
      .replace(/<(p|span) class="quote-inline">.{0,4000}?<\/\1>/gs, '')
      .replace(/<br\s*\/?>\n?/gi, '\n')
      .replace(/<\/p>\s*<p[^<>]*>/gi, '\n\n')
      .replace(/<[^<>]+>/g, ''),
  )
}

// A mention is shown as `@ann` and links to whom it means.
function withServers(content: string, mentions: Status['mentions']): string {
  return content.replace(/<a\b([^<>]*)>@<span>[^<]*<\/span><\/a>/gi, (whole: string, attributes: string) => {
    const href = unescaped(/href="([^"]*)"/.exec(attributes)?.[1] ?? '')
    const mention = mentions.find(({ url }) => url === href)
    return mention ? `@${mention.acct}` : whole
  })
}

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
    const hex = name[1]?.toLowerCase() === 'x'
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/**
 * A text reduced to what survives a server's rendering: no space, no servers of mentions, one Unicode form.
 * Two texts that fold to the same are the same post.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(@[a-z0-9_.-]+)@[\p{L}\p{N}_.-]+/giu, '$1')
    .replace(/\s+/gu, '')
