import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Node = { [key: string]: Json }

/** What went over the wire, as a fake sees it. */
export type Exchange = {
  method: string
  path: string
  query: URLSearchParams
  /** A parsed JSON body, the fields of a form, or undefined for none. */
  body: Record<string, unknown> | undefined
  form: boolean
}

export type Operation = { name: string; template: string; item: Node; pattern: RegExp }

/**
 * Checks requests and answers against an OpenAPI description. Every wrong thing is kept in `violations`, because a
 * fake that answered an error for it would have the adapter hide it.
 */
export type Contract = {
  violations: string[]
  covered: Map<string, { requests: number; answers: number }>
  operations: readonly string[]
  request(exchange: Exchange): Operation | null
  /** `leftOut`: required fields that a test asked the fake to leave out. */
  answer(operation: Operation, status: number, body: unknown, leftOut: ReadonlySet<string>): void
}

/** Where the descriptions lie beside a checkout, if they do. */
export const descriptionAt = (file: string): string | null => {
  const path = new URL(`../../../shared/specs/${file}`, import.meta.url).pathname
  return existsSync(path) ? path : null
}

type Body = Record<string, unknown>

/** What a description itself gets wrong, by operation, as the network's own documentation has it. */
export type Gaps = {
  /** Names that the network takes though they are not listed. */
  properties: Readonly<Record<string, readonly string[]>>
  /** Shapes that the network takes beside the listed one, turned into that one. */
  shapes: Readonly<Record<string, (body: Body) => Body>>
}

export function openContract(file: string, gaps: Gaps): Contract {
  const document: Node = JSON.parse(readFileSync(file, 'utf8'))
  const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: false, logger: false })
  for (const [name, check] of Object.entries(formats)) ajv.addFormat(name, check)
  ajv.addSchema({ ...document, $id: 'api' })
  const operations = operationsOf(document)
  const covered: Contract['covered'] = new Map()
  const violations: string[] = []
  const compiled = new Map<string, ValidateFunction>()
  const validate = (name: string, schema: Node, value: unknown): ValidateFunction['errors'] => {
    const check = compiled.get(name) ?? ajv.compile(schema)
    compiled.set(name, check)
    return check(value) ? null : check.errors
  }
  const complain = (where: string, errors: ValidateFunction['errors']) => {
    for (const { instancePath, message, params } of (errors ?? []).slice(0, 4))
      violations.push(`${where}: ${instancePath || 'it'} ${message} ${JSON.stringify(params)}`)
  }

  return {
    violations,
    covered,
    operations: operations.map(({ name }) => name),

    request(exchange) {
      const operation = operations.find(
        ({ name, pattern }) => name.startsWith(`${exchange.method} `) && pattern.test(exchange.path),
      )
      if (!operation) {
        violations.push(`${exchange.method} ${exchange.path}: the description has no such operation`)
        return null
      }
      const count = covered.get(operation.name) ?? { requests: 0, answers: 0 }
      covered.set(operation.name, { ...count, requests: count.requests + 1 })
      complainOfQuery(operation, exchange, violations)
      const schema = bodySchema(operation, exchange.form, gaps)
      const shape = gaps.shapes[operation.name]
      const body = shape && exchange.body ? shape(exchange.body) : exchange.body
      if (schema)
        complain(`${operation.name} body`, validate(`${operation.name} ${exchange.form}`, schema, body))
      else if (exchange.body !== undefined) violations.push(`${operation.name}: takes no such body`)
      return operation
    },

    answer(operation, status, body, leftOut) {
      const schema = answerSchema(operation, status)
      if (!schema) return
      const errors = validate(`${operation.name} ${status}`, schema, body)
      complain(
        `${operation.name} answer ${status}`,
        errors?.filter((error) => !asked(error, leftOut)) ?? null,
      )
      const count = covered.get(operation.name) ?? { requests: 0, answers: 0 }
      covered.set(operation.name, { ...count, answers: count.answers + 1 })
    },
  }
}

/** Whether an error is only what the test asked for; around a field left out, the choice between shapes fails too. */
function asked({ keyword, params }: ErrorObject, leftOut: ReadonlySet<string>): boolean {
  if (keyword === 'required') return leftOut.has(params.missingProperty)
  return leftOut.size > 0 && (keyword === 'oneOf' || keyword === 'anyOf')
}

const formats = {
  'date-time': (text: string) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)),
  date: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text),
  uri: (text: string) => URL.canParse(text),
  email: (text: string) => /^\S+@\S+$/.test(text),
  'iso-639-1': (text: string) => /^[a-z]{2,3}(-[A-Za-z]+)?$/.test(text),
  scopes: (text: string) => /^\S+( \S+)*$/.test(text),
  binary: true as const,
}

const methods = ['get', 'post', 'put', 'patch', 'delete']

function operationsOf(document: Node): Operation[] {
  const operations: Operation[] = []
  for (const [template, item] of Object.entries(nodeOf(document.paths)))
    for (const method of methods) {
      const operation = nodeOf(item)[method]
      if (!operation) continue
      const source = template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')
      const name = `${method.toUpperCase()} ${template}`
      operations.push({ name, template, item: nodeOf(operation), pattern: new RegExp(`^${source}$`) })
    }
  // `/statuses/{id}` also fits longer words; the fewest placeholders are the closest fit.
  return operations.sort((a, b) => a.template.split('{').length - b.template.split('{').length)
}

function complainOfQuery(operation: Operation, { query }: Exchange, violations: string[]): void {
  const parameters = listOf(operation.item.parameters).map(nodeOf)
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  const given = new Set([...query.keys()].map((name) => name.replace(/\[\]$/, '')))
  for (const name of given)
    if (!inQuery.some((parameter) => parameter.name === name))
      violations.push(`${operation.name}: no query parameter ${name}`)
  for (const { name, required, schema } of inQuery) {
    if (required === true && !given.has(String(name)))
      violations.push(`${operation.name}: query parameter ${name} is missing`)
    const value = query.get(String(name))
    const type = nodeOf(schema).type
    if (value === null) continue
    if (type === 'integer' && !/^-?\d+$/.test(value))
      violations.push(`${operation.name}: ${name} is no number`)
    if (type === 'boolean' && !/^(true|false)$/.test(value))
      violations.push(`${operation.name}: ${name} is neither true nor false`)
  }
}

/** The schema of a request, closed: a name that the description does not know is a misspelling of ours. */
function bodySchema(operation: Operation, form: boolean, gaps: Gaps): Node | null {
  const type = form ? 'multipart/form-data' : 'application/json'
  const content = nodeOf(nodeOf(operation.item.requestBody).content)
  if (!content[type]) return null
  const pointer = [...pointerTo(operation), 'requestBody', 'content', type, 'schema'].map(escaped).join('/')
  const schema = nodeOf(nodeOf(content[type]).schema)
  // A post with words and pictures fits two of the kinds between which the description wants exactly one.
  const choice: Node = Array.isArray(schema.oneOf)
    ? { anyOf: schema.oneOf.map(absolute) }
    : { $ref: `api#/${pointer}` }
  const known = Object.fromEntries((gaps.properties[operation.name] ?? []).map((name) => [name, true]))
  return { allOf: [choice], properties: known, unevaluatedProperties: false }
}

function answerSchema(operation: Operation, status: number): Node | null {
  const responses = nodeOf(operation.item.responses)
  const content = nodeOf(nodeOf(responses[String(status)]).content)
  if (content['application/json']) {
    const parts = [
      ...pointerTo(operation),
      'responses',
      String(status),
      'content',
      'application/json',
      'schema',
    ]
    return { $ref: `api#/${parts.map(escaped).join('/')}` }
  }
  return status >= 400 ? { $ref: 'api#/components/schemas/Error' } : null
}

const pointerTo = ({ name, template }: Operation) => [
  'paths',
  template,
  name.split(' ')[0]?.toLowerCase() ?? '',
]
const escaped = (part: string) =>
  part.replace(/~/g, '~0').replace(/\//g, '~1').replace(/\{/g, '%7B').replace(/\}/g, '%7D')
const absolute = (schema: Json): Json =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/'))
const nodeOf = (value: Json | undefined): Node =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : [])
