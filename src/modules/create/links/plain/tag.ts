import { urlsIn } from '../../../../networks/kit/text.ts'

/** What a rule can speak of. */
export const linkVariables = ['network', 'channel', 'campaign', 'category', 'pillar'] as const
export type LinkVariable = (typeof linkVariables)[number]

/** The parameters that a rule sets, in the order in which they stand in an address. */
export const linkFields = ['source', 'medium', 'campaign', 'term', 'content'] as const
export type LinkField = (typeof linkFields)[number]

export type Naming = Record<LinkField, string> & { enabled: boolean; excluded: readonly string[] }

/** What a post on one channel is, in words; what it has none of is empty. */
export type NamedBy = Record<LinkVariable, string>

/** By what the links of one post are named, as far as the post itself says it. */
export type Tagging = { rule: Naming; campaign: string; pillar: string; category: string }

const gap = /\{([a-z]+)\}/g

/** The first variable of a template that there is none of, or null. */
export const strangeIn = (template: string): string | null =>
  [...template.matchAll(gap)]
    .map((found) => found[1] ?? '')
    .find((name) => !linkVariables.some((known) => known === name)) ?? null

/** Small letters, and a dash for whatever is neither letter nor digit: the same word is counted as one. */
export const slugOf = (words: string): string =>
  words
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100)

/** A template with its gaps filled; the signs around one that stays empty go with it. */
export const filled = (template: string, by: NamedBy): string =>
  template
    .replace(gap, (_, name: LinkVariable) => slugOf(by[name] ?? '') || '\0')
    .replace(/[-_.~+]*\0/g, '')
    .replace(/^[-_.~+]+/, '')
    .slice(0, 200)

/** The parameters as they stand in an address; those that have nothing to say are left out. */
export const parametersOf = (rule: Naming, by: NamedBy): [name: string, value: string][] =>
  linkFields.flatMap((field) => {
    const value = filled(rule[field], by)
    return value ? [[`utm_${field}`, value] as [string, string]] : []
  })

/** Why a link stays as it is. */
export type Untouched = 'off' | 'named' | 'signed' | 'excluded'

/** Signatures that hold for the whole address: with one parameter more the page is refused (S3, Google and Alibaba's storage, CloudFront). */
const signatures: ReadonlySet<string> = new Set([
  'x-amz-signature',
  'x-goog-signature',
  'x-oss-signature',
  'signature',
])

export function untouchedBy(rule: Naming, url: URL): Untouched | null {
  if (!rule.enabled) return 'off'
  const names = [...url.searchParams.keys()].map((name) => name.toLowerCase())
  if (names.some((name) => name.startsWith('utm_'))) return 'named'
  if (names.some((name) => signatures.has(name))) return 'signed'
  const host = url.hostname.replace(/^www\./, '')
  return rule.excluded.some((one) => host === one || host.endsWith(`.${one}`)) ? 'excluded' : null
}

/** An address that says where its readers came from; not a letter of what stood there is written otherwise. */
export function tagUrl(address: string, rule: Naming | null, by: NamedBy): string {
  const url = rule && URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol) || untouchedBy(rule, url)) return address
  const parameters = parametersOf(rule, by).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  if (parameters.length === 0) return address
  const [rest = '', ...fragment] = address.split('#')
  const [path = '', ...query] = rest.split('?')
  const whole = /^https?:\/\/[^/]+$/i.test(path) ? `${path}/` : path
  const asked = query.join('?').replace(/&$/, '')
  const hash = fragment.length > 0 ? `#${fragment.join('#')}` : ''
  return `${whole}?${[asked, ...parameters].filter(Boolean).join('&')}${hash}`
}

/** The links of a text, each once, with what becomes of it. */
export const leadsOf = (text: string, rule: Naming | null, by: NamedBy): { url: string; to: string }[] =>
  [...new Set(urlsIn(text).map(({ url }) => url))].flatMap((url) => {
    const to = tagUrl(url, rule, by)
    return to === url ? [] : [{ url, to }]
  })

/** A text whose links say where readers came from. Links that run into one another, so that they would be others then, stay. */
export function tagText(text: string, rule: Naming | null, by: NamedBy): string {
  const urls = urlsIn(text)
  const named = urls.map(({ url }) => tagUrl(url, rule, by))
  let tagged = text
  for (const [at, { start, end }] of [...urls.entries()].reverse())
    tagged = tagged.slice(0, start) + (named[at] ?? '') + tagged.slice(end)
  return urlsIn(tagged).every(({ url }, at) => url === named[at]) ? tagged : text
}
