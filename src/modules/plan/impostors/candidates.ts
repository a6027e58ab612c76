import { affixes } from './affixes.ts'

/** Why a handle is thought of. */
export type CandidateKind = 'homoglyph' | 'slip' | 'affix' | 'separator'
export type Candidate = { handle: string; kind: CandidateKind }

/** What a network's handles may hold. */
export type HandleRule = {
  /** Signs beside a to z and 0 to 9. */
  separators: string
  least: number
  most: number
}

/** Neighbours on the keyboard (QWERTY; AZERTY and QWERTZ differ in few of them). */
const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

const neighboursOf = (letter: string): string[] => {
  const found: string[] = []
  for (const [y, row] of rows.entries()) {
    const x = row.indexOf(letter)
    if (x < 0) continue
    for (const line of [y - 1, y, y + 1])
      for (const place of [x - 1, x, x + 1]) {
        const near = rows[line]?.[place]
        // Digits lie beside letters, but nobody slips from a letter to them in a handle of letters.
        if (near && near !== letter && /[a-z]/.test(near)) found.push(near)
      }
  }
  return found
}

/** Pieces that look alike in the letters that handles may have; both ways. */
const alike: readonly (readonly [string, string])[] = [
  ['l', '1'],
  ['l', 'i'],
  ['i', '1'],
  ['o', '0'],
  ['m', 'rn'],
  ['w', 'vv'],
  ['e', '3'],
  ['a', '4'],
  ['s', '5'],
  ['t', '7'],
  ['b', '8'],
  ['g', '9'],
  ['g', 'q'],
]

/** Pieces that sound alike, or look so from afar; once in a handle is enough. */
const nearly: readonly (readonly [string, string])[] = [
  ['d', 'cl'],
  ['u', 'v'],
  ['n', 'r'],
  ['k', 'c'],
  ['z', 's'],
  ['y', 'i'],
  ['f', 'ph'],
]

/** Those that are worth a question, the likeliest first. */
const around = [
  ...['official', 'support', 'help', 'real', 'the', 'team', 'app', 'hq', 'shop', 'store', 'online', 'care'],
  ...[
    'lv',
    'ru',
    'th',
    'vn',
    'us',
    'uk',
    'eu',
    'de',
    'global',
    'giveaway',
    'promo',
    'oficial',
    'hotro',
    'oficials',
  ],
].filter((word) => affixes.claim.includes(word) || affixes.place.includes(word))

/**
 * Handles that somebody would take who wants to be taken for this one: each kind in turn, so that a short list has some of
 * all. None twice, never the handle itself, only what the network allows.
 */
export function candidatesOf(handle: string, rule: HandleRule, most: number): Candidate[] {
  const base = handle.toLowerCase()
  const kinds: [CandidateKind, string[]][] = [
    ['homoglyph', homoglyphs(base)],
    ['affix', withAffixes(base, rule.separators)],
    ['slip', slips(base)],
    ['separator', separated(base, rule.separators)],
  ]
  const allowed = allowedBy(rule)
  const found = new Map<string, Candidate>()
  const longest = Math.max(...kinds.map(([, handles]) => handles.length))
  for (let n = 0; n < longest && found.size < most; n++)
    for (const [kind, handles] of kinds) {
      const one = handles[n]
      if (one !== undefined && one !== base && !found.has(one) && allowed(one) && found.size < most)
        found.set(one, { handle: one, kind })
    }
  return [...found.values()]
}

function allowedBy({ separators, least, most }: HandleRule): (handle: string) => boolean {
  const inside = new Set([...'abcdefghijklmnopqrstuvwxyz0123456789', ...separators])
  return (handle) =>
    handle.length >= least &&
    handle.length <= most &&
    [...handle].every((sign) => inside.has(sign)) &&
    !separators.includes(handle.at(0) ?? '') &&
    !separators.includes(handle.at(-1) ?? '')
}

const at = (text: string, n: number, cut: number, put: string): string =>
  text.slice(0, n) + put + text.slice(n + cut)

const bothWays = (pairs: readonly (readonly [string, string])[]) =>
  pairs.flatMap(([one, other]) => [[one, other] as const, [other, one] as const])

function homoglyphs(base: string): string[] {
  const found: string[] = []
  for (const [from, to] of bothWays([...alike, ...nearly]))
    for (let n = base.indexOf(from); n >= 0; n = base.indexOf(from, n + 1))
      found.push(at(base, n, from.length, to))
  const everywhere = bothWays(alike).map(([from, to]) => base.replaceAll(from, to))
  return [...found, ...everywhere]
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[a-z]/.test(sign)

function slips(base: string): string[] {
  const letters = [...base]
  const found: string[][] = letters.map((letter, n) => {
    const next = letters[n + 1]
    return [
      ...(isLetter(letter) ? [at(base, n, 1, letter + letter), at(base, n, 1, '')] : []),
      ...(isLetter(letter) && isLetter(next) && next !== letter ? [at(base, n, 2, `${next}${letter}`)] : []),
      ...neighboursOf(letter).map((near) => at(base, n, 1, near)),
    ]
  })
  // The first slip of every place, then the second of every place.
  const deepest = Math.max(0, ...found.map((list) => list.length))
  return Array.from({ length: deepest }, (_, k) => found.flatMap((list) => list[k] ?? [])).flat()
}

function withAffixes(base: string, separators: string): string[] {
  const joints = [...separators.slice(0, 2), '']
  return [
    ...around.map((word) => `${base}${joints[0] ?? ''}${word}`),
    ...around.map((word) => `${base}${word}`),
    ...around.map((word) => `${word}${base}`),
    ...around.flatMap((word) => joints.map((joint) => `${word}${joint}${base}`)),
    ...['1', '2', '01', '24', '365', '2'].map((digits) => `${base}${digits}`),
  ]
}

/** Ours without its separators, with others, or doubled. */
function separated(base: string, separators: string): string[] {
  const words = base.split(new RegExp(`[${[...separators].map((sign) => `\\${sign}`).join('')}]`))
  const joints = ['', ...separators]
  if (words.length > 1) return joints.map((joint) => words.join(joint))
  return [...separators].flatMap((sign) =>
    Array.from({ length: Math.max(0, base.length - 3) }, (_, n) => at(base, n + 2, 0, sign)),
  )
}
