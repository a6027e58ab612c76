/** Names of the machine that the browser runs on (RFC 8252). */
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

const read = (uri: string): URL | null => (URL.canParse(uri) ? new URL(uri) : null)

export const isLocal = (uri: string): boolean => loopback.has(read(uri)?.hostname ?? '')

/** Where an answer may be sent: over the wire encrypted, or not over the wire at all. */
export function mayBeRedirect(uri: string): boolean {
  const url = read(uri)
  if (!url || uri.includes('#') || url.username || url.password || /[\s\\]/.test(uri)) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(uri))
}

/** Programs on the person's machine take whatever port is free; everything else is compared letter by letter. */
export const isNamed = (named: readonly string[], uri: string): boolean =>
  named.some((each) => each === uri || sameButPort(each, uri))

function sameButPort(named: string, uri: string): boolean {
  if (!isLocal(named) || !mayBeRedirect(uri)) return false
  const portless = (text: string) => {
    const url = new URL(text)
    url.port = ''
    return url.href
  }
  return portless(named) === portless(uri)
}

/** The address with an answer in it; what it had of its own stays. */
export function answerAt(uri: string, answer: Record<string, string | undefined>): string {
  const url = new URL(uri)
  for (const [name, value] of Object.entries(answer))
    if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}
