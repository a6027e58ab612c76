import { hashtagsIn, mentionsIn, type Span } from '../kit/text.ts'

/**
 * LinkedIn's way of writing texts, which it calls “little”: some letters mean something and are written with a stroke before
 * them, everywhere. One that is forgotten is no error: LinkedIn cuts the text there and says nothing.
 */
const reserved = /[\\|{}@[\]()<>#*_~]/g

const escaped = (text: string): string => text.replace(reserved, '\\$&')

/** Of somebody who is mentioned: how it stands in the words, who it is, and the name as LinkedIn has it. */
export type Named = { text: string; account: string; name: string }

type Piece = Span & { little: string }

/** A text as LinkedIn takes it: plain words escaped, hashtags and mentions as what they are. */
export function littleOf(text: string, named: readonly Named[] = []): string {
  const pieces = [...mentionPieces(text, named), ...tagPieces(text)].sort((a, b) => a.start - b.start)
  let little = ''
  let at = 0
  for (const piece of pieces) {
    if (piece.start < at) continue
    little += escaped(text.slice(at, piece.start)) + piece.little
    at = piece.end
  }
  return little + escaped(text.slice(at))
}

const mentionPieces = (text: string, named: readonly Named[]): Piece[] =>
  named.length === 0
    ? []
    : mentionsIn(text).flatMap(({ start, end }) => {
        const words = text.slice(start, end).toLowerCase()
        const one = named.find((known) => known.text.toLowerCase() === words)
        return one ? [{ start, end, little: `@[${escaped(one.name)}](${one.account})` }] : []
      })

const tagPieces = (text: string): Piece[] =>
  hashtagsIn(text).flatMap(({ start, end }) => {
    const tag = text.slice(start + 1, end)
    // Numbers alone are no topic.
    if (text[start] !== '#' || !/\p{L}/u.test(tag)) return []
    return [{ start, end, little: `{hashtag|\\#|${escaped(tag)}}` }]
  })

const element =
  /\\([\s\S])|\{hashtag\|\\?#\|((?:\\[\s\S]|[^\\}])*)\}|@\[((?:\\[\s\S]|[^\\\]])*)\]\s?\([^()]*\)/g

/** What readers see of it: names without an `@`, hashtags with their sign. */
export const plainOf = (little: string): string =>
  little.replace(element, (whole, letter?: string, tag?: string, name?: string) => {
    if (letter !== undefined) return letter
    if (tag !== undefined) return `#${unescaped(tag)}`
    return name === undefined ? whole : unescaped(name)
  })

const unescaped = (text: string): string => text.replace(/\\([\s\S])/g, '$1')
