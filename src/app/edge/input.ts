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
  const input = {
    params: params?.data,
    query: read(spec.query, query),
    body: spec.upload ? undefined : read(spec.body, request.body ?? {}),
  }
  if (wrong.length > 0) throw edgeError('wrong_fields', {}, wrong)
  return input
}

/** An unknown key is told at its own name, not at the object around it. */
function fieldsOf(issue: z.core.$ZodIssue): FieldError[] {
  const path = (...more: PropertyKey[]) => [...issue.path, ...more].map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: path(key), code: codeOf(issue), detail: issue.message }))
  return [{ path: path(), code: codeOf(issue), detail: issue.message }]
}
