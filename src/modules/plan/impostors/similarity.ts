const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What people count as one sign: a Thai letter with its vowel and tone, a letter with its accents. */
export const graphemesOf = (text: string): string[] => [...signs.segment(text)].map(({ segment }) => segment)

/** Longer names than this are compared by their beginning: the work grows with the square. */
const most = 80

/**
 * How many slips lie between two texts: a sign left out, put in, changed, or two neighbours swapped (Damerau, each sign
 * touched once at most). By graphemes, so that a lost tone mark is one slip.
 */
export function slipsBetween(one: string, other: string): number {
  const [a, b] = [graphemesOf(one).slice(0, most), graphemesOf(other).slice(0, most)]
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

/** From 0 to 1; what begins alike counts more (Jaro and Winkler). */
export function likeness(one: string, other: string): number {
  const [a, b] = [graphemesOf(one).slice(0, most), graphemesOf(other).slice(0, most)]
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0
  const { ofA, ofB } = common(a, b)
  if (ofA.length === 0) return 0
  const swapped = ofA.filter((sign, n) => sign !== ofB[n]).length / 2
  const m = ofA.length
  const jaro = (m / a.length + m / b.length + (m - swapped) / m) / 3
  let start = 0
  while (start < 4 && start < a.length && a[start] === b[start]) start++
  return jaro + start * 0.1 * (1 - jaro)
}

/** The signs that both have at about the same place, in the order of each. */
function common(a: readonly string[], b: readonly string[]): { ofA: string[]; ofB: string[] } {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Set<number>()
  const ofA: string[] = []
  for (const [i, sign] of a.entries())
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++)
      if (!taken.has(j) && b[j] === sign) {
        taken.add(j)
        ofA.push(sign)
        break
      }
  return { ofA, ofB: [...taken].sort((x, y) => x - y).map((j) => b[j] ?? '') }
}

/** Which share of the shorter text's triples of signs the other has too: 1 where one was copied from the other. */
export function sharedTriples(one: string, other: string): number {
  const [a, b] = [triplesOf(one), triplesOf(other)]
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  if (small.size < 8) return 0
  return [...small].filter((triple) => large.has(triple)).length / small.size
}

function triplesOf(text: string): Set<string> {
  const flat = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim().slice(0, 600)
  return new Set(Array.from({ length: Math.max(0, flat.length - 2) }, (_, n) => flat.slice(n, n + 3)))
}
