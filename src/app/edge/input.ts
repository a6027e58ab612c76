import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { FieldError } from '../../platform/errors.ts'
import type { RouteSpec } from '../route.ts'
import { edgeError } from './errors.ts'
import { codeOf, sentenceOf } from './sentences.ts'

export type Input = { params: unknown; query: unknown; body: unknown }

/** Checks what came in against the route's schemas. All wrong fields are told at once; a wrong id is a missing thing. */
export function readInput(spec: RouteSpec, request: FastifyRequest): Input {
  const wrong: FieldError[] = []
  const read = (schema: z.ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined
    const result = schema.safeParse(value, { error: sentenceOf })
    if (result.success) return result.data
    wrong.push(...result.error.issues.flatMap(fieldsOf))
    return undefined
  }
  const params = spec.params?.safeParse(request.params)
  if (params && !params.success) throw edgeError('missing')
  const { workspace: _, ...query } = request.query as Record<string, unknown>
  const strange = [...unwritable(query), ...(spec.upload ? [] : unwritable(request.body))]
  if (strange.length > 0) throw edgeError('wrong_fields', {}, strange)
  const input = {
    params: params?.data,
    query: read(spec.query, query),
    body: spec.upload ? undefined : read(spec.body, request.body ?? {}),
  }
  if (wrong.length > 0) throw edgeError('wrong_fields', {}, wrong)
  return input
}

/** Far more levels than any contract has. */
const deepest = 100

/** No database, feed or network can keep a NUL or half of a surrogate pair; found here, they are told at their field. */
function unwritable(value: unknown, path: readonly string[] = []): FieldError[] {
  if (path.length > deepest)
    return [
      { path: path[0] ?? '', code: 'too_deep', detail: 'This is nested deeper than anything here needs.' },
    ]
  if (typeof value === 'string')
    return value.isWellFormed() && !value.includes('\0')
      ? []
      : [
          {
            path: path.join('.'),
            code: 'bad_character',
            detail: 'This holds a broken character that nothing can show. Take it out or write it anew.',
          },
        ]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [
    ...unwritable(name, [...path, name.toWellFormed().replaceAll('\0', '')]),
    ...unwritable(inner, [...path, name]),
  ])
}

/** An unknown key is told at its own name, not at the object around it. */
function fieldsOf(issue: z.core.$ZodIssue): FieldError[] {
  const path = (...more: PropertyKey[]) => [...issue.path, ...more].map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: path(key), code: codeOf(issue), detail: issue.message }))
  return [{ path: path(), code: codeOf(issue), detail: issue.message }]
}
