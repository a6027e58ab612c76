import { readFileSync } from 'node:fs'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Description, Operation } from '../contract.ts'
import { createSchemas, fieldsOf, type Node, wrongsOf } from './schema.ts'

type Field = { name: string; types: string[]; required: boolean }
type Method = { name: string; returns: string[]; fields?: Field[] }
type Type = { fields?: Field[]; subtypes?: string[] }

/** A description of the Bot API as its pages are gathered: methods with fields, types with fields or subtypes. */
export function readBotApi(file: string): Description {
  const { methods, types }: { methods: Record<string, Method>; types: Record<string, Type> } = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  const requests = createSchemas('text')
  const answers = createSchemas()
  const shapes = Object.entries(types).map(([name, type]) => [name, shapeOf(type)])
  for (const ajv of [requests, answers]) ajv.addSchema({ $id: 'api', ...Object.fromEntries(shapes) })
  const compiled = new Map<string, ValidateFunction>()
  const checkOf = (name: string, make: () => ValidateFunction): ValidateFunction => {
    const check = compiled.get(name) ?? make()
    compiled.set(name, check)
    return check
  }
  const operation = (method: Method): Operation => ({
    name: method.name,
    request({ query, body, form }) {
      const fields = form ? unpacked(fieldsOf(query, body), method) : fieldsOf(query, body)
      const check = checkOf(method.name, () => requests.compile(objectOf(method.fields ?? [], true)))
      return wrongsOf('body', check, fields)
    },
    answer(_status, body, leftOut) {
      const result = anyOf(method.returns)
      const check = checkOf(`${method.name} answer`, () => answers.compile(envelope(result)))
      return wrongsOf('answer', check, body, leftOut)
    },
  })
  return {
    operations: Object.keys(methods),
    find({ path }) {
      const method = methods[/^\/bot[^/]+\/(\w+)$/.exec(path)?.[1] ?? '']
      return method ? operation(method) : null
    },
  }
}

/** In a form, what is no plain value is written as JSON. */
function unpacked(fields: Record<string, unknown>, { fields: known = [] }: Method): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const types = known.find((field) => field.name === name)?.types ?? []
      const plain = types.some((type) => type in simple)
      return [name, !plain && typeof value === 'string' && types.length > 0 ? JSON.parse(value) : value]
    }),
  )
}

const envelope = (result: Node): Node => ({
  oneOf: [
    { type: 'object', required: ['ok', 'result'], properties: { ok: { const: true }, result } },
    {
      type: 'object',
      required: ['ok', 'error_code', 'description'],
      properties: {
        ok: { const: false },
        error_code: { type: 'integer' },
        description: { type: 'string' },
        parameters: { $ref: 'api#/ResponseParameters' },
      },
      additionalProperties: false,
    },
  ],
})

const shapeOf = ({ fields, subtypes }: Type): Node => {
  if (subtypes) return anyOf(subtypes)
  return fields ? objectOf(fields, false) : {}
}

const objectOf = (fields: readonly Field[], closed: boolean): Node => ({
  type: 'object',
  required: fields.filter(({ required }) => required).map(({ name }) => name),
  properties: Object.fromEntries(fields.map(({ name, types }) => [name, anyOf(types)])),
  ...(closed && { additionalProperties: false }),
})

const anyOf = (types: readonly string[]): Node =>
  types.length === 1 && types[0] ? schemaOf(types[0]) : { anyOf: types.map(schemaOf) }

const simple: Record<string, Node> = {
  Integer: { type: 'integer' },
  Float: { type: 'number' },
  String: { type: 'string' },
  Boolean: { type: 'boolean' },
  True: { const: true },
  InputFile: {},
}

function schemaOf(type: string): Node {
  if (type.startsWith('Array of ')) return { type: 'array', items: schemaOf(type.slice(9)) }
  return simple[type] ?? { $ref: `api#/${type}` }
}
