import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Node = { [key: string]: Json }

export const nodeOf = (value: Json | undefined): Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
export const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])

/** `text`: values come as text, as forms and queries bring them, and are read as what the schema asks for. */
export function createSchemas(values: 'typed' | 'text' = 'typed'): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    coerceTypes: values === 'text',
    validateFormats: true,
    logger: false,
  })
  for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check)
  return ajv
}

const anything = true as const

const formats = {
  'date-time': (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
  'google-datetime': (text: string) => !Number.isNaN(Date.parse(text)),
  date: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text),
  uri: (text: string) => URL.canParse(text),
  url: (text: string) => URL.canParse(text),
  email: (text: string) => /^\S+@\S+$/.test(text),
  'iso-639-1': (text: string) => /^[a-z]{2,3}(-[A-Za-z]+)?$/.test(text),
  scopes: (text: string) => /^\S+( \S+)*$/.test(text),
  // Whole numbers of 64 bits are written as text by some and as numbers by others.
  int64: anything,
  uint64: anything,
  int32: anything,
  uint32: anything,
  double: anything,
  float: anything,
  byte: anything,
  binary: anything,
  base64: anything,
  json: anything,
  phone: anything,
  'google-duration': anything,
  'google-fieldmask': anything,
}

/** What is wrong with a value, at most four things of it. A value is copied before it is read as something else. */
export function wrongsOf(
  where: string,
  check: ValidateFunction,
  value: unknown,
  leftOut: ReadonlySet<string> = new Set(),
): string[] {
  if (check(structuredClone(value))) return []
  return (check.errors ?? [])
    .filter((error) => !askedFor(error, leftOut))
    .slice(0, 4)
    .map(({ instancePath, message, params }) => {
      return `${where}: ${instancePath || 'it'} ${message} ${JSON.stringify(params)}`
    })
}

/** Whether an error is only what the test asked for; around a field left out, the choice between shapes fails too. */
function askedFor({ keyword, params }: ErrorObject, leftOut: ReadonlySet<string>): boolean {
  if (keyword === 'required') return leftOut.has(params.missingProperty)
  return leftOut.size > 0 && (keyword === 'oneOf' || keyword === 'anyOf')
}

/** Query and form together, each name once: what comes several times is a list. */
export function fieldsOf(
  query: URLSearchParams,
  body: Record<string, unknown> | undefined,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name)
    fields[name] = values.length > 1 ? values : values[0]
  }
  return { ...fields, ...body }
}
