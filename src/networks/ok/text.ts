/** Texts as they are compared: OK trims them, and may write lines otherwise. */
export const same = (ours: string, theirs: string): boolean => folded(ours) === folded(theirs)

/** So much of a text tells whether it is worth looking at as a whole; a list may show no more of a long one. */
const headLength = 100

export function beginsAlike(ours: string, theirs: string): boolean {
  const [a, b] = [folded(ours), folded(theirs)]
  return a.slice(0, headLength) === b.slice(0, headLength)
}

const folded = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
