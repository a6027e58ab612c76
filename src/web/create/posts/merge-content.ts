import { mergeText } from './merge-text.ts'
import { same } from './same.ts'

/** Fields that hold words of people; others are one or the other. */
const worded = new Set(['text', 'title', 'firstReply', 'alt', 'description'])

type Plain = Record<string, unknown>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What two people made of the same; `undefined` where both changed the same words or things. */
export function mergeContent<T>(base: T, mine: T, theirs: T): { merged: T } | undefined {
  const merged = merge(base, mine, theirs, '')
  return merged === torn ? undefined : { merged: merged as T }
}

const torn = Symbol('both changed the same')

function merge(base: unknown, mine: unknown, theirs: unknown, name: string): unknown {
  if (same(mine, base)) return theirs
  if (same(theirs, base) || same(mine, theirs)) return mine
  if (typeof mine === 'string' && typeof theirs === 'string' && typeof base === 'string')
    return worded.has(name) ? (mergeText(base, mine, theirs) ?? torn) : torn
  if (isPlain(base) && isPlain(mine) && isPlain(theirs)) return mergeFields(base, mine, theirs)
  if (name === 'mentions') return mergeMentions(listOf(base), listOf(mine), listOf(theirs))
  if (name === 'parts' && Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs))
    return mergeParts(base, mine, theirs)
  return torn
}

function mergeFields(base: Plain, mine: Plain, theirs: Plain): unknown {
  const names = new Set([base, mine, theirs].flatMap(Object.keys))
  const fields: Plain = {}
  for (const name of names) {
    const merged = merge(base[name], mine[name], theirs[name], name)
    if (merged === torn) return torn
    if (merged !== undefined) fields[name] = merged
  }
  return fields
}

/** Posts of a thread, one by one, as long as nobody added, removed or moved one. */
function mergeParts(base: unknown[], mine: unknown[], theirs: unknown[]): unknown {
  if (base.length !== mine.length || base.length !== theirs.length) return torn
  const parts = base.map((part, place) => merge(part, mine[place], theirs[place], ''))
  return parts.includes(torn) ? torn : parts
}

type Known = { text: string }
const listOf = (value: unknown): Known[] => (Array.isArray(value) ? value : [])

/** Everybody whom one of the two mentioned; who changed whom a mention means wins over who did not. */
function mergeMentions(base: Known[], mine: Known[], theirs: Known[]): Known[] {
  const byText = (all: readonly Known[]) => new Map(all.map((one) => [one.text.toLowerCase(), one]))
  const before = byText(base)
  const changed = mine.filter((one) => !same(one, before.get(one.text.toLowerCase())))
  return [...new Map([...byText(theirs), ...byText(changed)]).values()].slice(-50)
}
