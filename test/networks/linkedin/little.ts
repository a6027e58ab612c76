const reserved = '|{}@[]()<>#\\*_~'

/**
 * Reads LinkedIn's way of writing texts as LinkedIn does: a reserved letter without a stroke that makes no element ends the text,
 * silently.
 */
export function readLittle(little: string): string {
  let plain = ''
  let at = 0
  while (at < little.length) {
    const letter = little[at] ?? ''
    if (letter === '\\') {
      plain += little[at + 1] ?? ''
      at += 2
      continue
    }
    const element = letter === '{' ? topicAt(little, at) : letter === '@' ? mentionAt(little, at) : null
    if (element) {
      plain += element.shown
      at = element.end
      continue
    }
    const word = letter === '#' ? /^#[\p{L}\p{N}]+/u.exec(little.slice(at, at + 200))?.[0] : null
    if (word) {
      plain += word
      at += word.length
      continue
    }
    if (reserved.includes(letter)) return plain
    plain += letter
    at++
  }
  return plain
}

type Element = { shown: string; end: number }

function topicAt(little: string, at: number): Element | null {
  const head = '{hashtag|\\#|'
  if (!little.startsWith(head, at)) return null
  const inner = untilBare(little, at + head.length, '}')
  return inner && { shown: `#${inner.shown}`, end: inner.end }
}

function mentionAt(little: string, at: number): Element | null {
  if (little[at + 1] !== '[') return null
  const name = untilBare(little, at + 2, ']')
  const urn =
    name && /^\(urn:li:(?:organization:\d+|person:[\w-]+)\)/.exec(little.slice(name.end, name.end + 80))?.[0]
  return name && urn ? { shown: name.shown, end: name.end + urn.length } : null
}

function untilBare(little: string, from: number, end: string): Element | null {
  let shown = ''
  for (let at = from; at < little.length; at++) {
    const letter = little[at] ?? ''
    if (letter === '\\') shown += little[++at] ?? ''
    else if (letter === end) return { shown, end: at + 1 }
    else shown += letter
  }
  return null
}
