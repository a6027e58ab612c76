import type { DB } from '../../../platform/db/index.ts'
import type { Field } from './fields.ts'

export type Kind = {
  name: string
  /** The table, as PostgreSQL calls it. */
  table: string
  words: string
  /** Which column says whose it is. */
  owner: 'workspace_id' | 'id'
  /** By what it is sorted, as SQL; so that the same workspace always gives the same file. */
  order: string
  fields: Record<string, Field>
  /** Columns that stay behind. */
  without: Record<string, string>
  /** The first form of the file that has it; without one, every form. */
  since?: number
}

export const kind = (
  name: string,
  table: keyof Tables,
  words: string,
  order: string,
  fields: Record<string, Field>,
  without: Record<string, string> = {},
): Kind => ({ name, table, words, owner: 'workspace_id', order, fields, without })

type Snake<T extends string> = T extends `${infer A}${infer B}`
  ? `${A extends Lowercase<A> ? A : `_${Lowercase<A>}`}${Snake<B>}`
  : T
type Tables = { [T in keyof DB & string as Snake<T>]: DB[T] }

/** What a file of an older form has of a kind: what came later is left to the table's defaults. Null when it has nothing of it. */
export const inForm = (kind: Kind, form: number): Kind | null =>
  (kind.since ?? 1) > form
    ? null
    : {
        ...kind,
        fields: Object.fromEntries(Object.entries(kind.fields).filter(([, { since = 1 }]) => since <= form)),
      }

export const fileOf = ({ name }: Pick<Kind, 'name'>): string => `${name}.ndjson`

/** As PostgreSQL writes a name. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The columns that come and go, by the name that a row of the file has for them. */
export const columnsOf = ({ fields }: Kind): { name: string; column: string; field: Field }[] =>
  Object.entries(fields)
    .filter(([, field]) => field.from === undefined)
    .map(([name, field]) => ({ name, column: snake(name), field }))
