/** Words that the brand does not say; found by composer and server alike. */
import type { BannedWord } from '../contract.ts'

/** In one case and one spelling; marks stay, they are letters in Thai and Vietnamese. */
const folded = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ')

/** In these scripts words stand side by side without spaces: there is no edge that could be asked for. */
const joined =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const letter = /[\p{L}\p{M}\p{N}_]/u
const mark = /\p{M}/u

/** The banned words that stand in a text, as they were banned. */
export function bannedIn<Word extends Pick<BannedWord, 'word'>>(
  text: string,
  banned: readonly Word[],
): Word[] {
  if (banned.length === 0) return []
  const searched = folded(text)
  return banned.filter(({ word }) => holds(searched, word))
}

function holds(searched: string, word: string): boolean {
  const open = word.endsWith('*')
  const wanted = folded(open ? word.slice(0, -1) : word)
  for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + 1))
    if (beginsAt(searched, at) && (open ? true : endsAt(searched, at + wanted.length))) return true
  return false
}

const beginsAt = (text: string, at: number): boolean => {
  const before = lastOf(text, at)
  return before === '' || !letter.test(before) || joined.test(before)
}

const endsAt = (text: string, end: number): boolean => {
  const after = String.fromCodePoint(text.codePointAt(end) ?? 32)
  // A mark belongs to the letter before it, so the word is another one.
  return !letter.test(after) || (joined.test(after) && !mark.test(after))
}

/** The character that ends before a place, whole. */
function lastOf(text: string, at: number): string {
  if (at === 0) return ''
  const unit = text.charCodeAt(at - 1)
  return text.slice(unit >= 0xdc00 && unit <= 0xdfff ? at - 2 : at - 1, at)
}
