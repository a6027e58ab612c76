import type { Content } from '../kit/content.ts'

/** `[club1|@bakery]` is VK's way to say whom `@bakery` means, whatever becomes of the short name. */
export function textFor(text: string, { mentions = [] }: Pick<Content, 'mentions'>): string {
  let written = text
  for (const { text: name, account } of mentions)
    if (/^(club|id)\d{1,18}$/.test(account) && name !== '')
      written = pieces(written)
        .map((piece) => (piece.kept ? piece.text : named(piece.text, name, account)))
        .join('')
  return written
}

type Piece = { text: string; kept: boolean }

/** What is a mention already is left as it stands. */
function pieces(text: string): Piece[] {
  return text
    .split(/(\[(?:club|id)\d{1,18}\|[^\]\n]{1,200}\])/)
    .map((piece, at) => ({ text: piece, kept: at % 2 === 1 }))
}

/** Every place where the name stands whole: `@bakery` within `@bakery_2` is somebody else. */
function named(text: string, name: string, account: string): string {
  const [first = '', ...rest] = text.split(name)
  return rest.reduce((sum, next) => {
    const whole = !/[\w.@]$/.test(sum) && !/^(\w|\.\w)/.test(next)
    return `${sum}${whole ? `[${account}|${name}]` : name}${next}`
  }, first)
}

const marks: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&', '<br>': '\n' }

/**
 * Texts as they are compared: VK makes mentions of names, and trims; some of its answers write marks of HTML as entities, which
 * are read both ways.
 */
export function same(ours: string, theirs: string): boolean {
  const [a, b] = [folded(ours), folded(theirs)]
  return a === b || a === folded(plain(theirs))
}

const folded = (text: string): string =>
  text
    .replace(/\[(?:club|public|event|id)\d{1,18}\|([^\]\n]{1,200})\]/g, '$1')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()

const plain = (text: string): string =>
  text.replace(/&lt;|&gt;|&quot;|&amp;|<br>/g, (mark) => marks[mark] ?? mark)
