import { z } from 'zod'
import { version } from '../../version.ts'
import type { Json } from './schema.ts'

export const info = {
  title: 'Carillon',
  version,
  description:
    'Self-hosted social media marketing. Every error is a problem (RFC 9457) with a stable `code`. Lists answer `items` and `next`; give `next` back as `cursor` for the following page. Writes take an `Idempotency-Key` and are then carried out once.',
  license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
}

export const securitySchemes = {
  key: { type: 'http', scheme: 'bearer', description: 'An API key, crl_…, bound to one workspace and role.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'carillon.session_token',
    description:
      'The session of a signed-in person (behind https its name begins with `__Secure-`). Changes also need the header `Carillon-Csrf: 1`.',
  },
}

export const parameters = {
  Workspace: {
    name: 'Carillon-Workspace',
    in: 'header',
    required: false,
    description: 'The workspace, for sessions. A key already knows its own. `?workspace=` says the same.',
    schema: { type: 'string', format: 'uuid' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'A repeat with the same key and body gets the first answer. Kept for 24 hours.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  Csrf: {
    name: 'Carillon-Csrf',
    in: 'header',
    required: false,
    description: 'Must be 1 when a session changes something. Keys do not need it.',
    schema: { type: 'string', const: '1' },
  },
}

export const headers = {
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
}

const problem = (description: string, more: Json = {}): Json => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  ...more,
})

export const responses = {
  BadRequest: problem('The request cannot be read.'),
  Unauthorised: problem('Nobody is signed in, or the key is not valid.'),
  Forbidden: problem('The role may not do this, or the request came from another site.'),
  Missing: problem('There is no such thing in this workspace.'),
  Conflict: problem('It was changed meanwhile, is in another state, or the idempotency key is taken.'),
  Invalid: problem('Some fields are not right; `errors` says which and what to do.'),
  TooMany: problem('Too many requests.', {
    headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
  }),
  Broken: problem('Something went wrong here.'),
}

const FieldProblem = z.object({ path: z.string(), code: z.string(), detail: z.string() })
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('A sentence that says what is wrong and what to do.'),
  code: z.string().describe('Stable: `<module>.<name>`.'),
  requestId: z.string(),
  facts: z.record(z.string(), z.unknown()).optional(),
  errors: z.array(FieldProblem).optional(),
})

export const HealthAnswer = z.object({
  live: z.boolean(),
  ready: z.boolean(),
  version: z.string(),
  database: z.object({ ok: z.boolean(), ms: z.number().nullable() }),
  workers: z.object({ ok: z.boolean(), living: z.int(), lastSeenAt: z.string().nullable() }),
})
