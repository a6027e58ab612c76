import type { Colleague } from '../../../modules/create/company/contract.ts'

/** So long may a name be that is still looked for behind an @. */
const longest = 40

/** What is being typed behind an @, and where the @ stands; null when nobody is being called. */
export function calledAt(text: string, caret: number): { at: number; typed: string } | null {
  const at = text.lastIndexOf('@', caret - 1)
  if (at < 0 || caret - at - 1 > longest) return null
  const before = text[at - 1]
  if (before !== undefined && !/[\s(«“"'—–-]/u.test(before)) return null
  const typed = text.slice(at + 1, caret)
  return typed.includes('\n') ? null : { at, typed }
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Whose name, or a part of it, begins like that; without marks, as people type in a hurry. */
export function matching(people: readonly Colleague[], typed: string, most = 6): Colleague[] {
  const wanted = plain(typed.trim())
  const fits = ({ name }: Colleague): boolean =>
    plain(name).startsWith(wanted) ||
    plain(name)
      .split(/\s+/)
      .some((word) => word.startsWith(wanted))
  return people.filter(fits).slice(0, most)
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}\p{M}]/u.test(sign)

/** Who is called in a text: the longest name first, so that “@Anna Maria” does not call “Anna” too. */
export function calledIn(text: string, people: readonly Colleague[]): Colleague[] {
  let left = text
  const sorted = [...people].filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length)
  return sorted.filter(({ name }) => {
    const call = `@${name}`
    for (let at = left.indexOf(call); at >= 0; at = left.indexOf(call, at + 1)) {
      if (isLetter(left[at + call.length])) continue
      left = `${left.slice(0, at)}${' '.repeat(call.length)}${left.slice(at + call.length)}`
      return true
    }
    return false
  })
}
