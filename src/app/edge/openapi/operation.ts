import type { z } from 'zod'
import type { Route } from '../../route.ts'
import { schemaOf } from '../answer.ts'
import { mayBeOnce } from '../mount.ts'
import { contractJson, type Json } from './schema.ts'
import { tagOf } from './tags.ts'

export function operation(route: Route, schemas: Json): Json {
  const { spec, method } = route
  return {
    operationId: operationId(route),
    summary: spec.summary,
    tags: [tagOf(spec.tag)],
    ...(spec.may === 'anyone' && { security: [] }),
    ...(spec.may === 'signed-in' && { security: [{ session: [] }] }),
    ...(spec.may !== 'anyone' && { 'x-right': spec.may }),
    parameters: parametersOf(route, schemas),
    ...(hasBody(route) && { requestBody: bodyOf(route, schemas) }),
    responses: { ...success(route, schemas), ...failures(route) },
    ...(method === 'GET' ? {} : { 'x-changes': true }),
  }
}

/** `GET /posts/:id/deliveries` is `getPostsByIdDeliveries`: dull, but unique and never changed by another route. */
const operationId = ({ method, path }: Route): string =>
  path
    .split(/[/.-]/)
    .filter(Boolean)
    .map((part) => (part.startsWith(':') ? `By${capital(part.slice(1))}` : capital(part)))
    .reduce((made, part) => made + part, method.toLowerCase())

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const reference = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` })

function parametersOf(route: Route, schemas: Json): Json[] {
  const { spec } = route
  const inWorkspace = spec.may !== 'anyone' && spec.may !== 'signed-in'
  return [
    ...pathParameters(route, schemas),
    ...queryParameters(spec.query, schemas),
    ...(inWorkspace ? [reference('parameters', 'Workspace')] : []),
    ...(mayBeOnce(route) ? [reference('parameters', 'IdempotencyKey')] : []),
    ...(route.method !== 'GET' && spec.may !== 'anyone' ? [reference('parameters', 'Csrf')] : []),
  ]
}

function pathParameters({ path, spec }: Route, schemas: Json): Json[] {
  const { properties } = object(spec.params, schemas)
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType | undefined, schemas: Json): Json[] {
  const { properties, required } = object(query, schemas)
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function object(schema: z.ZodType | undefined, schemas: Json): { properties: Json; required: string[] } {
  const json = schema ? contractJson(schema, 'input', schemas) : {}
  return { properties: (json.properties ?? {}) as Json, required: (json.required ?? []) as string[] }
}

const hasBody = ({ spec, method }: Route): boolean => method !== 'GET' && (!!spec.body || !!spec.upload)

function bodyOf({ spec }: Route, schemas: Json): Json {
  const file = {
    type: 'object',
    properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
  }
  if (spec.upload) return { required: true, content: { 'multipart/form-data': { schema: file } } }
  const schema = spec.body ? contractJson(spec.body, 'input', schemas) : {}
  return { required: true, content: { 'application/json': { schema } } }
}

function success(route: Route, schemas: Json): Json {
  const { spec } = route
  const schema = schemaOf(route)
  if (schema)
    return {
      [spec.status ?? 200]: {
        description: 'Done.',
        content: { 'application/json': { schema: contractJson(schema, 'output', schemas) } },
      },
    }
  if (spec.answer && 'raw' in spec.answer)
    return { [spec.status ?? 200]: { description: 'Done.', content: { [spec.answer.raw]: {} } } }
  return { [spec.status ?? 204]: { description: 'Done.' } }
}

function failures({ spec, path, method }: Route): Json {
  const named = (...pairs: [number, string, boolean][]): Json =>
    Object.fromEntries(
      pairs.filter(([, , is]) => is).map(([status, name]) => [status, reference('responses', name)]),
    )
  return named(
    [400, 'BadRequest', true],
    [401, 'Unauthorised', spec.may !== 'anyone'],
    [403, 'Forbidden', spec.may !== 'anyone' || method !== 'GET'],
    [404, 'Missing', path.includes(':') || spec.may !== 'anyone'],
    [409, 'Conflict', method !== 'GET'],
    [422, 'Invalid', !!spec.body || !!spec.query],
    [429, 'TooMany', true],
    [500, 'Broken', true],
  )
}
