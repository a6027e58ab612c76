import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js'
import type { Description, Operation } from '../contract.ts'
import { createSchemas, fieldsOf, type Json, type Node, nodeOf, wrongsOf } from './schema.ts'

type Method = {
  name: string
  parameters?: ({ name: string; required?: boolean } & Node)[]
  responses?: Record<string, { $ref: string }>
  errors?: { $ref: string }[]
}
type Fault = { code: number; global?: boolean }

const files = ['objects.json', 'responses.json', 'methods.json']
/** What every method takes. */
const ofAll = {
  access_token: true,
  v: true,
  lang: true,
  test_mode: true,
  captcha_sid: true,
  captcha_key: true,
}

/** Parameters that the documentation of a method has and the description has not. */
type Gaps = Readonly<Record<string, readonly string[]>>

/** A folder with a section of the interface in each of its folders: objects, responses, methods; and all errors. */
export function readSections(folder: string, gaps: Gaps = {}): Description {
  const requests = createSchemas('text')
  const answers = createSchemas()
  const methods = new Map<string, Method>()
  for (const section of readdirSync(folder))
    for (const file of files) {
      const path = join(folder, section, file)
      if (!existsSync(path)) continue
      const here = (address: string) => existsSync(join(folder, address))
      const document = placed(JSON.parse(readFileSync(path, 'utf8')), { section, file, here })
      for (const ajv of [requests, answers]) ajv.addSchema({ ...document, $id: `vk:${section}/${file}` })
      for (const method of (document.methods ?? []) as unknown as Method[]) methods.set(method.name, method)
    }
  const errors: Record<string, Fault> = JSON.parse(readFileSync(join(folder, 'errors.json'), 'utf8')).errors
  const compiled = new Map<string, ValidateFunction>()
  const checkOf = (ajv: Ajv2020, name: string, schema: Node): ValidateFunction => {
    const check = compiled.get(name) ?? ajv.compile(schema)
    compiled.set(name, check)
    return check
  }
  const operation = (method: Method): Operation => ({
    name: method.name,
    request: ({ query, body }) =>
      wrongsOf(
        'body',
        checkOf(requests, method.name, requestOf(method, gaps[method.name])),
        listed(fieldsOf(query, body), method),
      ),
    answer(_status, body, leftOut) {
      const error = nodeOf(nodeOf(body as Json).error)
      if (typeof error.error_code === 'number') return wrongError(error.error_code, method, errors)
      const all = Object.values(method.responses ?? {})
      const schema: Node = { anyOf: all.map(({ $ref }) => ({ $ref })) }
      return wrongsOf('answer', checkOf(answers, `${method.name} answer`, schema), body, leftOut)
    },
  })
  return {
    operations: [...methods.keys()],
    find({ path }) {
      const method = methods.get(/^\/method\/([\w.]+)$/.exec(path)?.[1] ?? '')
      return method ? operation(method) : null
    },
  }
}

const requestOf = ({ parameters = [] }: Method, gap: readonly string[] = []): Node => ({
  type: 'object',
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
  properties: {
    ...ofAll,
    ...Object.fromEntries(gap.map((name) => [name, true])),
    ...Object.fromEntries(parameters.map(({ name, required: _, ...schema }) => [name, unasked(schema)])),
  },
  additionalProperties: false,
})

/** What a parameter says of its parts is not written as JSON Schema has it. */
const unasked = (schema: Json): Json =>
  Array.isArray(schema)
    ? schema.map(unasked)
    : schema !== null && typeof schema === 'object'
      ? Object.fromEntries(
          Object.entries(schema).flatMap(([name, one]) =>
            name === 'required' && typeof one === 'boolean' ? [] : [[name, unasked(one)]],
          ),
        )
      : schema

/** Lists are written with commas between; yes and no as 1 and 0. */
function listed(fields: Record<string, unknown>, { parameters = [] }: Method): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const type = parameters.find((one) => one.name === name)?.type
      if (type === 'array' && typeof value === 'string') return [name, value.split(',')]
      if (type === 'boolean' && (value === '1' || value === '0')) return [name, value === '1']
      return [name, value]
    }),
  )
}

/** The description knows the errors of each method, beside those of all. */
function wrongError(code: number, { errors: own = [] }: Method, all: Record<string, Fault>): string[] {
  const named = own.map(({ $ref }) => all[$ref.split('/').at(-1) ?? '']?.code)
  const known = named.includes(code) || Object.values(all).some((one) => one.global && one.code === code)
  return known ? [] : [`answer: it has no error ${code}`]
}

type Place = { section: string; file: string; here(address: string): boolean }

/**
 * References between files as addresses; one to a file that was not published with the others says nothing. JSON Schema of today
 * writes required names beside, not inside of, properties. An object that others extend forbids what they add: that is passed over.
 */
function placed(document: Node, { section, file, here }: Place): Node {
  const change = (value: Json, isProperty: boolean): Json => {
    if (Array.isArray(value)) return value.map((one) => change(one, false))
    if (value === null || typeof value !== 'object') return value
    const entries = Object.entries(value).flatMap(([name, one]): [string, Json][] => {
      if (name === '$schema') return []
      if (name === '$ref' && typeof one === 'string') {
        const address = addressOf(one, section, file)
        return here(fileOf(address)) ? [[name, address]] : []
      }
      if (name === 'additionalProperties' && one === false && file === 'objects.json') return []
      // A parameter keeps it: it is read by hand.
      if (name === 'required' && typeof one === 'boolean' && !isProperty && file !== 'methods.json') return []
      return [[name, change(one, false)]]
    })
    return Object.fromEntries(entries)
  }
  return nodeOf(change(document, false))
}

const fileOf = (address: string): string => address.replace(/^vk:|#.*$/g, '')

function addressOf(reference: string, section: string, file: string): string {
  const [where = '', pointer = ''] = reference.split('#')
  const parts = where.split('/').filter((part) => part !== '..' && part !== '.' && part !== '')
  if (parts.at(-1) === 'errors.json') return `vk:errors.json#${pointer}`
  const name = parts.at(-1) ?? file
  const folder = parts.length > 1 ? parts.at(-2) : section
  return `vk:${folder}/${name}#${pointer}`
}
