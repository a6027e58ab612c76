import { readFileSync } from 'node:fs'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { Description, Operation } from '../contract.ts'
import { createSchemas, type Json, listOf, type Node, nodeOf, wrongsOf } from './schema.ts'

type Method = { name: string; verb: string; pattern: RegExp; item: Node; upload: boolean }

/** A description in Google's discovery format. */
export function readDiscovery(file: string): Description {
  const document: Node = JSON.parse(readFileSync(file, 'utf8'))
  const ajv = createSchemas()
  const schemas = Object.entries(nodeOf(document.schemas)).map(([name, schema]) => [name, converted(schema)])
  ajv.addSchema({ $id: 'api', schemas: Object.fromEntries(schemas) })
  const compiled = new Map<string, ValidateFunction>()
  const checkOf = (reference: string): ValidateFunction => {
    const check = compiled.get(reference) ?? ajv.compile({ $ref: `api#/schemas/${reference}` })
    compiled.set(reference, check)
    return check
  }
  const methods = methodsOf(document)
  const operation = ({ name, item, upload }: Method): Operation => ({
    name,
    request({ query, body }) {
      const wrong = wrongQuery(query, { ...nodeOf(document.parameters), ...nodeOf(item.parameters) }, upload)
      const reference = nodeOf(item.request).$ref
      if (typeof reference !== 'string')
        return body === undefined || upload ? wrong : [...wrong, 'takes no body']
      // The bytes of an upload that was begun before have no document with them.
      if (upload && body === undefined) return wrong
      return [...wrong, ...wrongsOf('body', checkOf(reference), body ?? {})]
    },
    answer(status, body, leftOut) {
      const reference = nodeOf(item.response).$ref
      if (status >= 400) return wrongError(body)
      if (typeof reference !== 'string' || body === undefined) return null
      return wrongsOf(`answer ${status}`, checkOf(reference), body, leftOut)
    },
  })
  return {
    operations: methods.map(({ name }) => name),
    find({ method, path }) {
      const found = methods.find(({ verb, pattern }) => verb === method && pattern.test(path))
      return found ? operation(found) : null
    },
  }
}

function methodsOf(node: Node): Method[] {
  const own = Object.values(nodeOf(node.methods)).flatMap((value) => {
    const item = nodeOf(value)
    const verb = String(item.httpMethod)
    const paths = Object.values(nodeOf(nodeOf(item.mediaUpload).protocols)).map((one) =>
      String(nodeOf(one).path),
    )
    const at = (path: string, upload: boolean): Method => {
      const source = path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')
      const name = `${String(item.id)}${upload ? ' (upload)' : ''}`
      return { name, verb, pattern: new RegExp(`^/?${source.replace(/^\//, '')}$`), item, upload }
    }
    const uploads = paths.map((path) => at(path, true))
    // A resumable upload goes on by PUT at the address that its beginning answered, which is the same path with an id.
    const begun = uploads.map((upload) => ({ ...upload, verb: 'PUT' }))
    return [at(String(item.flatPath ?? item.path), false), ...uploads, ...begun]
  })
  return [...own, ...Object.values(nodeOf(node.resources)).flatMap((resource) => methodsOf(nodeOf(resource)))]
}

/** What clients of Google's own add to each address of an upload, and is in no description. */
const ofUploads = ['uploadType', 'upload_id']

function wrongQuery(query: URLSearchParams, known: Node, upload: boolean): string[] {
  const wrong: string[] = []
  for (const name of new Set(query.keys()))
    if (!known[name] && !(upload && ofUploads.includes(name))) wrong.push(`has no query parameter ${name}`)
  for (const [name, parameter] of Object.entries(known)) {
    const { required, type, location, enum: choices, repeated } = nodeOf(parameter)
    if (location !== 'query') continue
    const values = query.getAll(name)
    // The bytes of an upload go to an address that was answered, without the parameters of its beginning.
    if (required === true && values.length === 0 && !query.has('upload_id'))
      wrong.push(`misses its query parameter ${name}`)
    for (const value of repeated === true ? values.flatMap((one) => one.split(',')) : values)
      if (!fitsType(value, type, choices)) wrong.push(`got a value of ${name} that is no ${type}: ${value}`)
  }
  return wrong
}

function fitsType(value: string, type: Json | undefined, choices: Json | undefined): boolean {
  if (type === 'integer') return /^-?\d+$/.test(value)
  if (type === 'boolean') return /^(true|false)$/.test(value)
  return choices === undefined || listOf(choices).includes(value)
}

/** As JSON Schema writes it. What is only told to readers goes; objects are closed. */
function converted(value: Json): Json {
  const {
    $ref,
    id,
    required,
    annotations,
    enumDescriptions,
    enumDeprecated,
    description,
    deprecated,
    ...rest
  } = nodeOf(value)
  if (typeof $ref === 'string') return { $ref: `api#/schemas/${$ref}` }
  const { properties, items, additionalProperties, ...schema } = rest
  if (schema.type === 'any') delete schema.type
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(nodeOf(properties)).map(([name, one]) => [name, converted(one)]),
      ),
      additionalProperties: additionalProperties ? converted(additionalProperties) : false,
    }),
    ...(!properties && additionalProperties && { additionalProperties: converted(additionalProperties) }),
    ...(items && { items: converted(items) }),
  }
}

/** The one shape of errors that all of Google's interfaces have. */
function wrongError(body: unknown): string[] {
  const error = nodeOf(nodeOf(body as Json).error)
  return typeof error.code === 'number' && typeof error.message === 'string'
    ? []
    : ['answer: an error has a code and a message']
}
