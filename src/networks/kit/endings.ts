/**
 * URLs as a network finds them that goes by the ending of the host: a name without `https://` is one too, if its letters are
 * Latin and it ends as hosts do; paths and queries hold Latin and Cyrillic letters alone.
 */

const latin = String.raw`\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff`
const cyrillic = String.raw`\u0400-\u04ff`

const bareLetter = `[a-z0-9${latin}]`
const bareLabel = `${bareLetter}(?:[-a-z0-9${latin}]*${bareLetter})?`
const label = String.raw`[\p{L}\p{M}\p{N}](?:[-_\p{L}\p{M}\p{N}]*[\p{L}\p{M}\p{N}])?`
const lastLabel = String.raw`(?:xn--[-0-9a-z]+|[\p{L}\p{M}]+)`
const inPath = String.raw`[-a-z0-9!*';:=+,.$/%#\[\]\u2013_~@|&${latin}${cyrillic}]`
const brackets = String.raw`\((?:${inPath}|\(${inPath}*\))+\)`
const pathEnd = `[-+a-z0-9=_#/${latin}${cyrillic}]`
const path = `/(?:(?:${inPath}|${brackets})*(?:${pathEnd}|${brackets}))?`
const query = String.raw`\?[-a-z0-9!?*'@();:&=+$/%#\[\]_.,~|]*[-a-z0-9_&=#/]`

const host = (one: string) => String.raw`(?:${one}\.)+(?:${one}|${lastLabel})`
const pattern = new RegExp(
  String.raw`(?<![a-z0-9@＠$#＃])(?:(https?://)(${host(label)})|(?<![-_./])(${host(bareLabel)}))(?![a-z0-9@+-])(?::\d+)?(?:${path})?(?:${query})?`,
  'giu',
)

export function urlsByEnding(text: string, endings: string): { url: string; start: number; end: number }[] {
  if (!text.includes('.')) return []
  const known = setOf(endings)
  const found: { url: string; start: number; end: number }[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, scheme = '', named = match[3] ?? ''] = match
    const valid = validHost(named, known)
    const start = match.index
    const end = start + (valid.length < named.length ? scheme.length + valid.length : whole.length)
    // What stands behind a host that is none may hold another.
    pattern.lastIndex = valid === '' ? start + scheme.length + named.length : end
    if (valid !== '') found.push({ url: text.slice(start, end), start, end })
  }
  return found
}

/** `example.com.Next` is `example.com` with the next sentence too close behind it. */
function validHost(named: string, known: ReadonlySet<string>): string {
  const labels = named.split('.')
  while (labels.length > 1) {
    const last = labels.at(-1)?.toLowerCase() ?? ''
    if (known.has(last) || /^xn--[-0-9a-z]+$/.test(last)) return labels.join('.')
    labels.pop()
  }
  return ''
}

let kept = { endings: '', set: new Set<string>() as ReadonlySet<string> }

/** Of one network at a time: a text is counted at each key that is pressed. */
function setOf(endings: string): ReadonlySet<string> {
  if (kept.endings !== endings) kept = { endings, set: new Set(endings.split(' ')) }
  return kept.set
}
