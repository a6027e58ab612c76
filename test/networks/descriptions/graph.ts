import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Description, Exchange, Operation } from '../contract.ts'
import { createSchemas, fieldsOf, type Json, listOf, type Node, nodeOf, wrongsOf } from './schema.ts'

type Param = { name: string; required: boolean; type: string }
type Edge = { method: string; endpoint?: string; return: string; params: Param[] }
type Kind = { apis: Edge[]; fields: Param[] }

/** What every edge takes. */
const ofAll = [
  'access_token',
  'appsecret_proof',
  'fields',
  'limit',
  'after',
  'before',
  'since',
  'until',
  'debug',
]

export type GraphGaps = {
  /** Parameters that the network's own pages name and the description lacks, by operation. */
  params?: Readonly<Record<string, readonly string[]>>
  /** The same of fields, by kind. */
  fields?: Readonly<Record<string, readonly string[]>>
  /** Whole edges, by kind. */
  edges?: Readonly<Record<string, readonly Edge[]>>
}

/**
 * A folder with one file for each kind of thing in the graph: its edges, their parameters, its fields. An address does not
 * tell what kind an id is of: the fake says it as `node`. An operation is named `Page POST feed`; a thing itself, `Page GET`.
 */
export function readGraph(folder: string, kinds: readonly string[], gaps: GraphGaps = {}): Description {
  const enums = new Map<string, string[]>()
  for (const { name, values } of JSON.parse(readFileSync(join(folder, 'enum_types.json'), 'utf8')))
    enums.set(name, values)
  const known = new Map<string, Kind>()
  const kindOf = (name: string): Kind | null => {
    const path = join(folder, `${name}.json`)
    const kind = known.get(name) ?? (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null)
    if (kind && !known.has(name))
      known.set(name, { ...kind, apis: [...kind.apis, ...(gaps.edges?.[name] ?? [])] })
    return known.get(name) ?? null
  }
  const ajv = createSchemas('text')
  const compiled = new Map<string, ValidateFunction>()
  const operation = (name: string, edge: Edge): Operation => ({
    name,
    request(exchange) {
      const check = compiled.get(name) ?? ajv.compile(requestOf(edge, enums, gaps.params?.[name] ?? []))
      compiled.set(name, check)
      const fields = unpacked(fieldsOf(exchange.query, exchange.body), edge)
      return [...wrongsOf('body', check, fields), ...wrongFields(exchange, edge, kindOf(edge.return), gaps)]
    },
    answer(status, body) {
      if (status >= 400) return wrongError(body as Json)
      return wrongNames(body as Json, edge, kindOf(edge.return), gaps)
    },
  })
  const nameOf = (kind: string, { method, endpoint }: Edge) =>
    `${kind} ${method}${endpoint ? ` ${endpoint}` : ''}`
  return {
    operations: kinds.flatMap((kind) => (kindOf(kind)?.apis ?? []).map((edge) => nameOf(kind, edge))),
    find({ method, path, node }) {
      const endpoint = path
        .replace(/^\/v\d+\.\d+/, '')
        .split('/')
        .filter(Boolean)[1]
      const edge = kindOf(node ?? '')?.apis.find((one) => one.method === method && one.endpoint === endpoint)
      return node && edge ? operation(nameOf(node, edge), edge) : null
    },
  }
}

function requestOf({ params }: Edge, enums: ReadonlyMap<string, string[]>, more: readonly string[]): Node {
  const open = Object.fromEntries([...ofAll, ...more].map((name) => [name, true]))
  return {
    type: 'object',
    required: params.filter(({ required }) => required).map(({ name }) => name),
    properties: {
      ...open,
      ...Object.fromEntries(params.map(({ name, type }) => [name, schemaOf(type, enums)])),
    },
    additionalProperties: false,
  }
}

const simple: Record<string, Node> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  int: { type: 'integer' },
  'unsigned int': { type: 'integer', minimum: 0 },
  float: { type: 'number' },
  datetime: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
}

function schemaOf(type: string, enums: ReadonlyMap<string, string[]>): Node {
  const inner = /^list<(.*)>$/.exec(type)?.[1]
  if (inner !== undefined) return { type: 'array', items: schemaOf(inner, enums) }
  const choices = enums.get(type)
  return choices ? { enum: choices } : (simple[type] ?? {})
}

/** In a form, lists and objects are written as JSON, lists of plain words also with commas between. */
function unpacked(fields: Record<string, unknown>, { params }: Edge): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const type = params.find((param) => param.name === name)?.type ?? ''
      if (typeof value !== 'string' || !/^(list<|map|Object)/.test(type)) return [name, value]
      return [name, /^[[{]/.test(value) ? JSON.parse(value) : value.split(',')]
    }),
  )
}

/** `fields=id,comments.limit(5){text}`: the names before any bracket or dot. */
function wrongFields({ query }: Exchange, edge: Edge, kind: Kind | null, gaps: GraphGaps): string[] {
  if (!kind) return []
  const names = namesOf(edge, kind, gaps)
  return outermost(query.get('fields') ?? '')
    .split(',')
    .map((name) => name.trim().split('.')[0] ?? '')
    .filter((name) => name !== '' && !names.has(name))
    .map((name) => `asks for the field ${name}, which ${edge.return} does not have`)
}

/** What stands in brackets is asked of others; brackets may stand in brackets. */
function outermost(fields: string): string {
  const bare = fields.replace(/\{[^{}]*\}|\([^()]*\)/g, '')
  return bare === fields ? bare : outermost(bare)
}

const namesOf = (edge: Edge, { fields, apis }: Kind, gaps: GraphGaps): ReadonlySet<string> =>
  new Set([
    'id',
    'success',
    ...fields.map(({ name }) => name),
    ...apis.flatMap(({ endpoint }) => endpoint ?? []),
    ...(gaps.fields?.[edge.return] ?? []),
  ])

/** The description tells the names of what is answered and hardly its types. */
function wrongNames(body: Json, edge: Edge, kind: Kind | null, gaps: GraphGaps): string[] | null {
  if (!kind) return null
  const names = namesOf(edge, kind, gaps)
  const { data } = nodeOf(body)
  const items = Array.isArray(data) ? listOf(data) : [body]
  const unknown = new Set(
    items.flatMap((item) => Object.keys(nodeOf(item))).filter((name) => !names.has(name)),
  )
  return [...unknown].map((name) => `answer: ${edge.return} has no ${name}`)
}

/** The one shape of errors that the graph has. */
function wrongError(body: Json): string[] {
  const { message, type, code } = nodeOf(nodeOf(body).error)
  return typeof message === 'string' && typeof type === 'string' && typeof code === 'number'
    ? []
    : ['answer: an error has a message, a type and a code']
}
