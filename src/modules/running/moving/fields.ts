import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { isZone } from '../../../platform/civil.ts'
import { PostCategory } from '../../create/posts/contract.ts'

/** Gives every id that stands in a file a new one, always the same for the same. */
export type NewId = (old: string) => string

/** One value of a row as the file has it. */
export type Field = {
  shape: z.ZodType
  type: string
  words: string
  /** What of it is an id: itself, a person, or something within. */
  points?: 'id' | 'person' | ((value: never, newId: NewId) => unknown)
  /** Where it is read from when it is no column of the table; it is not written back then. */
  from?: string
  /** How a column is read when not as it stands, as SQL. */
  read?: string
  /** The first form of the file that has it; without one, every form. */
  since?: number
}

const field = (type: string, shape: z.ZodType, words: string, points?: Field['points']): Field => ({
  type,
  shape,
  words,
  ...(points && { points }),
})

const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/

export const id = (words: string): Field => field('id', Id, words, 'id')
export const person = (words: string): Field =>
  field('person', z.string().min(1).max(100).nullable(), words, 'person')
export const text = (words: string, most = 1000): Field => field('text', z.string().max(most), words)
export const zone = (words: string, most: number): Field =>
  field('text', z.string().max(most).refine(isZone, 'it is no time zone'), words)
export const flag = (words: string): Field => field('true or false', z.boolean(), words)
export const whole = (words: string, least = 0, most = Number.MAX_SAFE_INTEGER): Field =>
  field('whole number', z.int().min(least).max(most), words)
export const amount = (words: string): Field => field('number', z.number(), words)
export const instant = (words: string): Field => field('instant', z.string().regex(instantForm), words)
export const day = (words: string): Field => field('day', z.iso.date(), words)
export const clock = (words: string): Field =>
  field('time of day', z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:\d\d$/), words)
export const civil = (words: string): Field =>
  field('civil time', z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?$/), words)
export const key = (words: string): Field => field('key', z.string().regex(/^[\w.:-]{1,200}$/), words)
export const digest = (words: string): Field => field('SHA-256', z.string().regex(/^[0-9a-f]{64}$/), words)
export const oneOf = (values: readonly string[], words: string): Field =>
  field(`one of ${values.join(', ')}`, z.enum(values as [string, ...string[]]), words)
/** Everything that asks for a row reads its JSON along. `most` is its length as text. */
export const json = (
  words: string,
  shape: z.ZodType,
  { points, most = 64 << 10 }: { points?: Field['points']; most?: number } = {},
): Field => {
  const isShort = (value: unknown): boolean => JSON.stringify(value).length <= most
  return field('JSON', shape.refine(isShort, `it is longer than ${most} characters`), words, points)
}

/** An address that a screen may lead to. What is none, such as `javascript:`, is left out. */
export const link = z
  .string()
  .max(4000)
  .nullable()
  .transform((url) => (url !== null && /^https?:\/\//i.test(url) ? url : null))
export const address = (words: string): Field => field('web address', link, words)
/** Of a column that says none by nothing. */
export const addressOrEmpty = (words: string): Field =>
  field(
    'web address, or empty',
    z
      .string()
      .max(4000)
      .transform((url) => link.parse(url) ?? ''),
    words,
  )

export const maybe = (of: Field): Field => ({
  ...of,
  type: `${of.type}, or null`,
  shape: of.shape.nullable(),
})
export const since = (form: number, of: Field): Field => ({ ...of, since: form })
export const readAs = (read: string, of: Field): Field => ({ ...of, read })
export const readFrom = (from: string, of: Field): Field => ({ ...of, from })

/** Fields that most kinds have. */
export const madeAt = instant('When it was made')
export const version = whole('Grows with each change', 1, 2_147_483_647)
export const channelId = id('The channel')
export const postId = id('The post')
export const category = oneOf(PostCategory.options, 'What of the mix it counts to')
export const record = (words: string): Field => json(words, z.record(z.string().max(100), z.json()))
