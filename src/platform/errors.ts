/** What kind of wrong it is; only the HTTP edge turns a kind into a status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthorised'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'too_many'
  | 'too_large'
  | 'unavailable'

/** One thing wrong with one field, addressed as `parts.0.text`. */
export type FieldError = { path: string; code: string; detail: string }

export class AppError extends Error {
  readonly kind: ErrorKind
  /** Stable and public, `<module>.<name>`; the screen has words for it in every language. */
  readonly code: string
  readonly facts: Record<string, unknown>
  readonly fields: FieldError[]

  constructor(
    kind: ErrorKind,
    code: string,
    words: string,
    facts: Record<string, unknown> = {},
    fields: FieldError[] = [],
  ) {
    super(words)
    this.name = 'AppError'
    this.kind = kind
    this.code = code
    this.facts = facts
    this.fields = fields
  }
}

type Table = Record<string, readonly [kind: ErrorKind, words: string]>

/**
 * One table of errors per module. The words are a sentence that says what is wrong and what to do;
 * `{name}` in it is filled from the facts. A misspelt name does not compile.
 */
export function defineErrors<const T extends Table>(module: string, table: T) {
  return (
    name: keyof T & string,
    facts: Record<string, unknown> = {},
    fields: FieldError[] = [],
  ): AppError => {
    const entry = table[name]
    if (!entry) throw new Error(`No error ${module}.${name}`)
    const words = entry[1].replace(/\{(\w+)\}/g, (_, key: string) => String(facts[key] ?? ''))
    return new AppError(entry[0], `${module}.${name}`, words, facts, fields)
  }
}
