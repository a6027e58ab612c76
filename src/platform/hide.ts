const hidden = '[hidden]'

/** Shorter ones would tear holes into every sentence, and are no secrets. */
const least = 6

/**
 * Takes secrets that are known out of a text: as they are, as in an address, in JSON, and in base64, also within a longer
 * text. For what others say back to us; what we say ourselves never holds them.
 */
export function hideIn(text: string, secrets: readonly (string | null)[]): string {
  let clean = text
  for (const secret of secrets)
    if (secret !== null && secret.length >= least)
      for (const form of formsOf(secret)) clean = clean.replaceAll(form, hidden)
  return clean
}

/** The longest come first, so that none leaves the rest of another behind. */
function formsOf(secret: string): string[] {
  const coded = [encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]
  const base64 = [0, 1, 2].map((shift) => within(secret, shift))
  const safe = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))
  return [...new Set([secret, ...coded, ...base64, ...safe])].sort((a, b) => b.length - a.length)
}

/** What stands in base64 wherever the secret begins at such a place, without the signs that its neighbours colour. */
function within(secret: string, shift: number): string {
  const text = Buffer.from('x'.repeat(shift) + secret).toString('base64')
  return text.slice(shift === 0 ? 0 : 4, text.replace(/=+$/, '').length - 2)
}

/** The password of an address such as `smtps://user:password@host`. */
export function passwordIn(url: string | null): string | null {
  const password = url && URL.parse(url)?.password
  if (!password) return null
  try {
    return decodeURIComponent(password)
  } catch {
    return password
  }
}
