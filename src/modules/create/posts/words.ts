/**
 * Likeness of texts in any script: MinHash (Broder 1997) over pieces of four letters, spaces taken out, so that Thai and
 * Chinese need no word breaks. Twelve bands of four hashes find four in five of the pairs that share 0.6 of their pieces and nearly all that share
 * more; the exact share (Jaccard) is then counted on the few that were found.
 */
const pieceLength = 4
const bandCount = 12
const rows = 4

/** Letters and digits only, in one case; the query of a URL tells where one came from and not what is said. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    // Each is taken whole first: a text of a hundred thousand letters may hold nothing but beginnings of addresses.
    .replace(/https?:\/\/\S+/gu, (url) => url.replace(/[?#].*$/su, ''))
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')

/** The hashed four-letter pieces of a text. */
export function piecesOf(text: string): Set<number> {
  const letters = Array.from(plainWords(text))
  const pieces = new Set<number>()
  for (let at = 0; at + pieceLength <= Math.max(letters.length, pieceLength) && letters.length > 0; at++)
    pieces.add(hashOf(letters, at))
  return pieces
}

/** Shared part of two sets of pieces, 0 to 1. */
export function likenessOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  if (a.size === 0 || b.size === 0) return 0
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const piece of small) if (large.has(piece)) shared++
  return shared / (a.size + b.size - shared)
}

/** What a text is found by: 32-bit names of its bands. Texts that have one in common may be alike. */
export function bandsOf(pieces: ReadonlySet<number>): number[] {
  if (pieces.size === 0) return []
  const least = new Uint32Array(bandCount * rows).fill(0xffffffff)
  for (const piece of pieces)
    for (let i = 0; i < least.length; i++) {
      const value = mix(piece ^ (i * 0x9e3779b1))
      if (value < (least[i] ?? 0)) least[i] = value
    }
  return Array.from({ length: bandCount }, (_, band) => {
    let name = mix(band + 1)
    for (let row = 0; row < rows; row++) name = mix(name ^ (least[band * rows + row] ?? 0))
    return name | 0
  })
}

/** FNV-1a over the UTF-16 units of the piece that begins at a letter. */
function hashOf(letters: readonly string[], from: number): number {
  let value = 0x811c9dc5
  for (let at = from; at < from + pieceLength; at++) {
    const letter = letters[at] ?? ''
    for (let unit = 0; unit < letter.length; unit++)
      value = Math.imul(value ^ letter.charCodeAt(unit), 0x01000193)
  }
  return value >>> 0
}

/** The finisher of MurmurHash3: every bit of the input reaches every bit of the output. */
function mix(input: number): number {
  let value = input
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
