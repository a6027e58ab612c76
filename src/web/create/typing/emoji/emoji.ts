/** The sign, its name, words by which it is found, its group, and its skin tones from light to dark with spaces between. */
export type Emoji = [sign: string, name: string, words: string, group: number, skins: string]

/** The groups by their numbers in Unicode's order, each with a sign of its own. */
export const groups = [
  { group: 0, name: 'smileys', sign: '🙂' },
  { group: 1, name: 'people', sign: '👋' },
  { group: 3, name: 'nature', sign: '🐻' },
  { group: 4, name: 'food', sign: '🍞' },
  { group: 5, name: 'travel', sign: '🚗' },
  { group: 6, name: 'activities', sign: '⚽' },
  { group: 7, name: 'objects', sign: '💡' },
  { group: 8, name: 'symbols', sign: '❤️' },
  { group: 9, name: 'flags', sign: '🏁' },
] as const

/** 0: the yellow one; 1 to 5 from light to dark. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5

export const signOf = ([sign, , , , skins]: Emoji, tone: Tone): string =>
  (tone > 0 && skins.split(' ')[tone - 1]) || sign

const mostFound = 120

/** Those whose name or words begin with every word that was typed; names first. Marks over letters need not be typed. */
export function findEmoji(all: readonly Emoji[], typed: string): Emoji[] {
  const wanted = plain(typed).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return []
  const found = all.flatMap((one) => {
    const [name, words] = [plain(one[1]), plain(one[2])]
    const inName = wanted.every((word) => begins(name, word))
    if (!inName && !wanted.every((word) => begins(`${name} ${words}`, word))) return []
    return [{ one, rank: name === wanted.join(' ') ? 0 : inName ? 1 : 2 }]
  })
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, mostFound)
    .map(({ one }) => one)
}

const plain = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** Scripts without spaces between words are looked through anywhere. */
const spaceless = /[\u0e00-\u0eff]/

const begins = (text: string, word: string): boolean =>
  spaceless.test(word) ? text.includes(word) : ` ${text}`.includes(` ${word}`)
