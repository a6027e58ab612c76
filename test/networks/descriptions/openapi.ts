import { readFileSync } from 'node:fs'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'
import type { Description, Exchange, Operation } from '../contract.ts'
import { createSchemas, type Json, listOf, type Node, nodeOf, wrongsOf } from './schema.ts'

type Body = Record<string, unknown>

/** What a description itself gets wrong, by operation, as the network's own documentation has it. */
export type Gaps = {
  /** Names that the network takes though they are not listed. */
  properties?: Readonly<Record<string, readonly string[]>>
  /** Shapes that the network takes beside the listed one, turned into that one. */
  shapes?: Readonly<Record<string, (body: Body) => Body>>
  /** Query parameters that are not listed. */
  query?: Readonly<Record<string, readonly string[]>>
}

type Found = { name: string; template: string; item: Node; pattern: RegExp }

/** A description in a file, as JSON or YAML. */
export function readOpenApi(file: string, gaps: Gaps = {}): Description {
  const text = readFileSync(file, 'utf8')
  return describeOpenApi(file.endsWith('.json') ? JSON.parse(text) : parse(text), gaps)
}

/** One that is already at hand: ours, of a network that publishes none. */
export function describeOpenApi(published: Node, gaps: Gaps = {}): Description {
  const document = nodeOf(asJsonSchema(published, published))
  const ajv = createSchemas()
  ajv.addSchema({ ...document, $id: 'api' })
  const found = operationsOf(document)
  const compiled = new Map<string, ValidateFunction>()
  const checkOf = (name: string, schema: Node): ValidateFunction => {
    const check = compiled.get(name) ?? ajv.compile(schema)
    compiled.set(name, check)
    return check
  }
  const operation = (of: Found): Operation => ({
    name: of.name,
    request: (exchange) => [
      ...wrongQuery(of, document, exchange, gaps),
      ...wrongBody(of, document, exchange, gaps, checkOf),
    ],
    answer(status, body, leftOut) {
      const schema = answerSchema(of, document, status)
      return schema
        ? wrongsOf(`answer ${status}`, checkOf(`${of.name} ${status}`, schema), body, leftOut)
        : null
    },
  })
  return {
    operations: found.map(({ name }) => name),
    find({ method, path }) {
      const one = found.find(({ name, pattern }) => name.startsWith(`${method} `) && pattern.test(path))
      return one ? operation(one) : null
    },
  }
}

/**
 * What OpenAPI says in ways of its own, as JSON Schema says it: null beside a choice of schemas, and a field whose value names
 * the schema that holds (where the choice is not written out anyway).
 */
function asJsonSchema(json: Json, document: Node): Json {
  if (Array.isArray(json)) return json.map((one) => asJsonSchema(one, document))
  if (json === null || typeof json !== 'object') return json
  const node: Node = Object.fromEntries(
    Object.entries(json).map(([name, one]) => [name, asJsonSchema(one, document)]),
  )
  if (node.nullable === true && node.type === undefined) {
    const { nullable: _, ...rest } = node
    return { anyOf: [rest, { type: 'null' }] }
  }
  const mapped = node.oneOf || node.anyOf ? [] : whicheverIsNamed(nodeOf(node.discriminator), document)
  return mapped.length > 0 ? { ...node, allOf: [...listOf(node.allOf), ...mapped] } : node
}

const whicheverIsNamed = ({ propertyName, mapping }: Node, document: Node): Json[] =>
  Object.entries(nodeOf(mapping)).flatMap(([value, $ref]) => {
    const named = resolved({ $ref: String($ref) }, document)
    // One that builds on what names it would lead back here without end.
    if (listOf(named.allOf).some((one) => resolved(nodeOf(one), document).discriminator)) return []
    return [
      {
        if: { properties: { [String(propertyName)]: { const: value } }, required: [String(propertyName)] },
        // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
        then: { $ref: String($ref) },
      },
    ]
  })

const methods = ['get', 'post', 'put', 'patch', 'delete']

function operationsOf(document: Node): Found[] {
  const operations: Found[] = []
  for (const [template, item] of Object.entries(nodeOf(document.paths)))
    for (const method of methods) {
      const operation = nodeOf(item)[method]
      if (!operation) continue
      const source = template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')
      const name = `${method.toUpperCase()} ${template}`
      const parameters = [...listOf(nodeOf(item).parameters), ...listOf(nodeOf(operation).parameters)]
      operations.push({
        name,
        template,
        item: { ...nodeOf(operation), parameters },
        pattern: new RegExp(`^${source}$`),
      })
    }
  // `/statuses/{id}` also fits longer words; the fewest placeholders are the closest fit.
  return operations.sort((a, b) => a.template.split('{').length - b.template.split('{').length)
}

/** What a reference within the document stands for. */
function resolved(node: Node, document: Node): Node {
  if (typeof node.$ref !== 'string') return node
  const path = node.$ref.replace(/^#\//, '').split('/')
  return path.reduce((at: Node, name) => nodeOf(at[name.replace(/~1/g, '/').replace(/~0/g, '~')]), document)
}

function wrongQuery(
  { name: operation, item }: Found,
  document: Node,
  { query }: Exchange,
  gaps: Gaps,
): string[] {
  const wrong: string[] = []
  const inQuery = listOf(item.parameters)
    .map((parameter) => resolved(nodeOf(parameter), document))
    .filter((parameter) => parameter.in === 'query')
  const given = new Set([...query.keys()].map((name) => name.replace(/\[\]$/, '')))
  const known = gaps.query?.[operation] ?? []
  for (const name of given)
    if (!known.includes(name) && !inQuery.some((parameter) => parameter.name === name))
      wrong.push(`has no query parameter ${name}`)
  for (const { name, required, schema } of inQuery) {
    if (required === true && !given.has(String(name))) wrong.push(`misses its query parameter ${name}`)
    const value = query.get(String(name))
    const type = resolved(nodeOf(schema), document).type
    if (value === null) continue
    if (type === 'integer' && !/^-?\d+$/.test(value)) wrong.push(`got a value of ${name} that is no number`)
    if (type === 'boolean' && !/^(true|false)$/.test(value))
      wrong.push(`got a value of ${name} that is neither true nor false`)
  }
  return wrong
}

function wrongBody(
  of: Found,
  document: Node,
  exchange: Exchange,
  gaps: Gaps,
  checkOf: (name: string, schema: Node) => ValidateFunction,
): string[] {
  const schema = bodySchema(of, document, exchange.form)
  if (!schema) return exchange.body === undefined ? [] : ['takes no such body']
  const shape = gaps.shapes?.[of.name]
  const shaped = shape && exchange.body ? shape(exchange.body) : exchange.body
  const body = shaped && without(shaped, gaps.properties?.[of.name] ?? [])
  return wrongsOf('body', checkOf(`${of.name} ${exchange.form}`, schema), body)
}

const without = (body: Body, names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))

const forms = ['multipart/form-data', 'application/x-www-form-urlencoded']

/** The schema of a request, closed: a name that the description does not know is a misspelling of ours. */
function bodySchema(of: Found, document: Node, form: boolean): Node | null {
  const content = nodeOf(resolved(nodeOf(of.item.requestBody), document).content)
  const type = (form ? forms : ['application/json']).find((one) => content[one])
  if (!type) return null
  const schema = nodeOf(nodeOf(content[type]).schema)
  // A post with words and pictures fits two of the kinds between which the description wants exactly one.
  const choice: Node = absolute(Array.isArray(schema.oneOf) ? { anyOf: schema.oneOf } : schema)
  return { allOf: [choice], unevaluatedProperties: false }
}

function answerSchema({ item }: Found, document: Node, status: number): Node | null {
  const responses = nodeOf(item.responses)
  const response = resolved(nodeOf(responses[String(status)] ?? responses.default), document)
  const schemas = Object.entries(nodeOf(response.content))
    .filter(([type]) => /^application\/([\w.]+\+)?json/.test(type))
    .map(([, content]) => nodeOf(nodeOf(content).schema))
  const [only] = schemas
  if (only) return absolute(schemas.length > 1 ? { anyOf: schemas } : only)
  const common = nodeOf(nodeOf(document.components).schemas).Error
  return status >= 400 && common ? { $ref: 'api#/components/schemas/Error' } : null
}

/** References that lead into the document from outside of it. */
const absolute = (schema: Node): Node =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/'))
