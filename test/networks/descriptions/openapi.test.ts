import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Contract, type Exchange, openContract } from '../contract.ts'
import { readOpenApi } from './openapi.ts'

const string = { type: 'string' }
const json = (schema: object) => ({ content: { 'application/json': { schema } } })

const description = {
  openapi: '3.1.0',
  paths: {
    '/posts': {
      post: {
        requestBody: json({
          oneOf: [{ $ref: '#/components/schemas/Text' }, { $ref: '#/components/schemas/Media' }],
        }),
        responses: { 200: json({ $ref: '#/components/schemas/Post' }) },
      },
      get: {
        parameters: [
          { name: 'limit', in: 'query', required: true, schema: { type: 'integer' } },
          { name: 'own', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: {},
      },
    },
    '/posts/{id}': { get: { responses: {} } },
    '/tokens': {
      post: {
        requestBody: json({ $ref: '#/components/schemas/Grant' }),
        responses: { 200: json({ $ref: '#/components/schemas/Told' }) },
      },
    },
    '/posts/newest': { get: { responses: {} } },
  },
  components: {
    schemas: {
      Base: { type: 'object', properties: { language: string } },
      Text: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          { type: 'object', required: ['text'], properties: { text: string } },
        ],
      },
      Media: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          {
            type: 'object',
            required: ['media'],
            properties: { text: string, media: { type: 'array', items: string } },
          },
        ],
      },
      Post: {
        type: 'object',
        required: ['id', 'likes'],
        properties: { id: string, likes: { type: 'integer' } },
      },
      Grant: {
        type: 'object',
        required: ['kind'],
        properties: { kind: string },
        discriminator: {
          propertyName: 'kind',
          mapping: { code: '#/components/schemas/ByCode', again: '#/components/schemas/Again' },
        },
      },
      // Those that build on it lead back to it.
      Trouble: {
        type: 'object',
        properties: { kind: string },
        discriminator: { propertyName: 'kind', mapping: { worse: '#/components/schemas/Worse' } },
      },
      Worse: { allOf: [{ $ref: '#/components/schemas/Trouble' }, { properties: { how: string } }] },
      ByCode: { type: 'object', required: ['code'], properties: { code: string } },
      Again: { type: 'object', required: ['token'], properties: { token: string } },
      Told: {
        type: 'object',
        properties: {
          post: { allOf: [{ $ref: '#/components/schemas/Post' }], nullable: true },
          trouble: { $ref: '#/components/schemas/Trouble' },
        },
      },
      Error: { type: 'object', required: ['error'], properties: { error: string } },
    },
  },
}

function contract(): Contract {
  const file = join(mkdtempSync(join(tmpdir(), 'contract-')), 'api.json')
  writeFileSync(file, JSON.stringify(description))
  return openContract(
    readOpenApi(file, {
      properties: { 'POST /posts': ['unlisted'] },
      shapes: {
        'POST /posts': (body) => (typeof body.media === 'string' ? { ...body, media: [body.media] } : body),
      },
    }),
  )
}

const exchange = (over: Partial<Exchange> = {}): Exchange => ({
  method: 'POST',
  path: '/posts',
  query: new URLSearchParams(),
  body: undefined,
  form: false,
  ...over,
})

const wrongWith = (over: Partial<Exchange>) => {
  const checked = contract()
  checked.request(exchange(over))
  return checked.violations
}

test.each([
  ['words', { text: 'hello', language: 'en' }],
  ['words and pictures, which fit two of the kinds', { text: 'hello', media: ['1'] }],
  ['a name that the description lacks', { text: 'hello', unlisted: true }],
  ['a shape that the description lacks', { media: '1' }],
])('%s are taken', (_, body) => {
  expect(wrongWith({ body })).toEqual([])
})

test.each([
  ['a misspelt name', { text: 'hello', langauge: 'en' }],
  ['a wrong type', { text: 5 }],
  ['nothing that is asked for', { language: 'en' }],
])('%s is a violation', (_, body) => {
  expect(wrongWith({ body })).not.toEqual([])
})

test('so are an unknown operation, an unknown or missing parameter, a wrong value', () => {
  expect(wrongWith({ path: '/pots' })).toEqual(['POST /pots: the description has no such operation'])
  const get = (query: string) => wrongWith({ method: 'GET', query: new URLSearchParams(query) })
  expect(get('limit=5&own=true')).toEqual([])
  expect(get('limit=5&mine=true')).toEqual(['GET /posts has no query parameter mine'])
  expect(get('')).toEqual(['GET /posts misses its query parameter limit'])
  expect(get('limit=many')).toEqual(['GET /posts got a value of limit that is no number'])
  expect(get('limit=5&own=yes')).toEqual(['GET /posts got a value of own that is neither true nor false'])
})

test('the operation with fewer placeholders is the one that is meant', () => {
  expect(contract().request(exchange({ method: 'GET', path: '/posts/newest' }))?.name).toBe(
    'GET /posts/newest',
  )
  expect(contract().request(exchange({ method: 'GET', path: '/posts/7' }))?.name).toBe('GET /posts/{id}')
})

test('an answer is held to its schema, an error to that of errors', () => {
  const checked = contract()
  const operation = checked.request(exchange({ body: { text: 'hello' } }))
  if (!operation) throw new Error('no operation')
  checked.answer(operation, 200, { id: '1', likes: 0 }, new Set())
  checked.answer(operation, 500, { error: 'broken' }, new Set())
  expect(checked.violations).toEqual([])
  checked.answer(operation, 200, { id: '1' }, new Set())
  checked.answer(operation, 500, { message: 'broken' }, new Set())
  expect(checked.violations).toHaveLength(2)
  expect(checked.covered.get('POST /posts')).toEqual({ requests: 1, answers: 4, faults: 2 })
})

test('a field that a test has left out on purpose is no violation, others are', () => {
  const checked = contract()
  const operation = checked.request(exchange({ body: { text: 'hello' } }))
  if (!operation) throw new Error('no operation')
  checked.answer(operation, 200, { id: '1' }, new Set(['likes']))
  expect(checked.violations).toEqual([])
  checked.answer(operation, 200, { likes: 1 }, new Set(['likes']))
  expect(checked.violations).toHaveLength(1)
})

test('a field may name the schema that holds, and a choice of schemas may be null', () => {
  const grant = (body: Record<string, unknown>) => wrongWith({ path: '/tokens', body })
  expect(grant({ kind: 'code', code: 'c' })).toEqual([])
  expect(grant({ kind: 'again', token: 't' })).toEqual([])
  expect(grant({ kind: 'code', token: 't' })).not.toEqual([])
  expect(grant({ kind: 'again', token: 't', code: 'c' })).not.toEqual([])
  const answered = (post: unknown) => {
    const checked = contract()
    const operation = checked.request(exchange({ path: '/tokens', body: { kind: 'code', code: 'c' } }))
    if (operation) checked.answer(operation, 200, { post })
    return checked.violations
  }
  expect(answered(null)).toEqual([])
  expect(answered({ id: '1', likes: 1 })).toEqual([])
  expect(answered({ id: '1' })).not.toEqual([])
  const checked = contract()
  const operation = checked.request(exchange({ path: '/tokens', body: { kind: 'code', code: 'c' } }))
  if (operation) checked.answer(operation, 200, { trouble: { kind: 'worse' } })
  expect(checked.violations).toEqual([])
})
