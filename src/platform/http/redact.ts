const hidden = '[hidden]'

/** Names whose values are secrets, in headers, queries, forms and JSON alike. */
const secretName =
  /auth(?!or|entic)|cookie|token|secret|passw|jwt|dpop|assertion|signature|api[-_]?key|^code$|code_verifier|code_challenge|credential|^d$|^otp$|^pin$|request_uri|^nonce$|session/i
/** Secrets by their shape, wherever they stand: JWTs, bearer words, Telegram's bot tokens. */
const secretShape =
  /eyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?|(?<=\b(?:bearer|basic|dpop) )[\w.~+/=-]{8,}|(?<=\/bot)\d+:[\w-]+/gi

const isSecret = (name: string): boolean => secretName.test(name)
/** A text without what looks like a secret. */
export const clean = (text: string): string => text.replace(secretShape, hidden)

export const cleanHeaders = (headers: ReadonlyMap<string, string>): Record<string, string> =>
  Object.fromEntries([...headers].map(([name, value]) => [name, isSecret(name) ? hidden : cleanValue(value)]))

// `location` and `link` carry whole URLs.
const cleanValue = (value: string): string => (URL.canParse(value) ? cleanUrl(new URL(value)) : clean(value))

export function cleanUrl(url: URL): string {
  const cleaned = new URL(url)
  for (const name of new Set(url.searchParams.keys()))
    if (isSecret(name)) cleaned.searchParams.set(name, hidden)
  return clean(cleaned.href)
}

/** A body as it may be kept: JSON and forms without their secrets, text without what looks like one, bytes as their size. */
export function cleanBody(bytes: Buffer, type: string): unknown {
  if (bytes.length === 0) return null
  const text = bytes.toString('utf8')
  if (/[/+]json/i.test(type)) return cleanJson(text)
  if (/x-www-form-urlencoded/i.test(type)) return cleanForm(text)
  if (/^text\/|xml/i.test(type)) return clean(text)
  return { bytes: bytes.length }
}

function cleanJson(text: string): unknown {
  try {
    return cleanTree(JSON.parse(text))
  } catch {
    return { bytes: text.length }
  }
}

function cleanTree(value: unknown): unknown {
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value)) return value.map(cleanTree)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecret(name) && (typeof inner === 'string' || typeof inner === 'number') ? hidden : cleanTree(inner),
    ]),
  )
}

const cleanForm = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [name, isSecret(name) ? hidden : clean(value)]),
  )

/** The same for what is logged: secrets by their names and by their shapes. */
export const withoutSecrets = (facts: object): object =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      value instanceof Error ? value : isSecret(name) ? hidden : cleanTree(value),
    ]),
  )
