import type { AuditChange } from './contract.ts'

type Value = string | number | boolean | null
type Leaves = Map<string, Value>

/**
 * What differs between before and after, field by field, each at its end: `settings.visibility`. A change often names only
 * what it changes; so where both speak of the same things, what is missing in `after` has stayed as it was.
 */
export function changesOf(before: unknown, after: unknown): AuditChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const partial = isObject(before) && isObject(after) && Object.keys(after).some((name) => name in before)
  const fields = [...new Set([...old.keys(), ...now.keys()])]
  return fields.flatMap((field) => {
    const stayed = partial && !(topOf(field) in after)
    if (stayed || (old.has(field) && now.has(field) && old.get(field) === now.get(field))) return []
    return [{ field, ...valueIn(old, field, 'before'), ...valueIn(now, field, 'after') }]
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const topOf = (field: string): string => field.split('.')[0] ?? field

const valueIn = (leaves: Leaves, field: string, name: 'before' | 'after') =>
  leaves.has(field) ? { [name]: leaves.get(field) } : {}

function leavesOf(value: unknown, path: readonly string[] = [], into: Leaves = new Map()): Leaves {
  if (value === undefined) return into
  if (typeof value !== 'object' || value === null) return into.set(path.join('.'), value as Value)
  const plain = Array.isArray(value) && value.every((one) => typeof one !== 'object' || one === null)
  if (plain) return into.set(path.join('.'), value.join(', '))
  const entries = Array.isArray(value)
    ? value.map((one, place) => [`${place + 1}`, one] as const)
    : Object.entries(value)
  for (const [name, one] of entries) leavesOf(one, [...path, name], into)
  return into
}
