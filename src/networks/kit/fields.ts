import type { Field } from './manifest.ts'

/** A stable code, for the screen's words, and a sentence. */
export type WrongField = {
  name: string
  code: 'unknown' | 'wrong_type' | 'required' | 'too_long' | 'not_allowed' | 'not_url' | 'not_number'
  words: string
}

/** What is wrong with values for a form, all at once. The same in the browser and on the server. */
export function wrongFields(
  fields: readonly Field[],
  values: Readonly<Record<string, string | boolean>>,
): WrongField[] {
  const known = new Set(fields.map(({ name }) => name))
  const strange = Object.keys(values).filter((name) => !known.has(name))
  return [
    ...strange.map((name): WrongField => ({ name, code: 'unknown', words: 'There is no such field.' })),
    ...fields.flatMap((field) => wrongIn(field, values[field.name]) ?? []),
  ]
}

function wrongIn(field: Field, value: string | boolean | undefined): WrongField | null {
  const { name, kind } = field
  if (kind === 'switch') {
    const fits = value === undefined || typeof value === 'boolean'
    return fits ? null : { name, code: 'wrong_type', words: 'This is on or off.' }
  }
  if (typeof value === 'boolean') return { name, code: 'wrong_type', words: 'This is a text.' }
  const text = value?.trim() ?? ''
  if (text === '') return field.required ? { name, code: 'required', words: 'This cannot be empty.' } : null
  if (field.max !== undefined && text.length > field.max)
    return { name, code: 'too_long', words: `At most ${field.max} characters.` }
  if (kind === 'choice' && !field.choices?.some((choice) => choice.value === text))
    return { name, code: 'not_allowed', words: 'This is none of the choices.' }
  if (kind === 'number' && !isWithin(text, field.bounds))
    return { name, code: 'not_number', words: numberWords(field.bounds) }
  if (kind === 'url' && !isAddress(text))
    return { name, code: 'not_url', words: 'This is a web address, such as https://example.com.' }
  return null
}

/** A whole number, within these bounds where there are any. */
export const isWithin = (text: string, [least, most] = anyNumber): boolean =>
  /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most

const anyNumber: readonly [number, number] = [0, 999_999_999]

const numberWords = ([least, most] = anyNumber): string => `This is a whole number from ${least} to ${most}.`

/** Whole, or as people write it: `example.com`, `@ann@example.com`. The adapter reads it more closely. */
function isAddress(text: string): boolean {
  if (/\s/.test(text)) return false
  const url = URL.parse(text.includes('://') ? text : `https://${text.replace(/^@/, '')}`)
  return url !== null && /^https?:$/.test(url.protocol)
}
