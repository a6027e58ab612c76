import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { handle } from '../../src/app/handler.ts'
import { defineJob } from '../../src/app/job.ts'
import { readConfig } from '../../src/config.ts'
import { tasksOf } from '../../src/context.ts'
import { openTraceFor } from '../../src/main.ts'
import { noTrace } from '../../src/platform/trace/index.ts'
import { dispatch, fakeChannel, planText } from '../factories/delivery.ts'
import { fakeNetworks } from '../fake-network.ts'
import { type FakeServer, startFakeServer } from '../fake-server.ts'
import { openDoor } from '../people/door.ts'
import { world } from '../world.ts'
import { startCollector, type ToldSpan } from './otlp.ts'

/** What nobody may be told, wherever it stood. */
const planted = {
  text: 'herring-is-served-at-noon',
  query: 'token-in-an-address',
  path: 'path-that-names-a-person',
  job: 'payload-of-a-job',
  thrown: 'words-of-an-error',
}
const knock = defineJob('test.knock', z.object({ word: z.string() }))

let collector: Awaited<ReturnType<typeof startCollector>>
let fake: FakeServer
let spans: ToldSpan[]
const secrets: string[] = Object.values(planted)
const set = {
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20of-the-collector',
  OTEL_SERVICE_NAME: 'bells',
}

beforeAll(async () => {
  collector = await startCollector()
  fake = await startFakeServer({ keys: true })
  Object.assign(process.env, set, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
  const trace = await openTraceFor(
    readConfig({ CARILLON_HOME: '/x', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }),
  )
  const w = await world({ alone: true, networks: fakeNetworks(), fetch: globalThis.fetch, trace })
  const key = await w.key('editor')
  secrets.push(key)
  const server = await openDoor(w)
  const authorization = `Bearer ${key}`
  const channel = await fakeChannel(w, fake, 'idempotent')
  secrets.push(channel.id, channel.account, w.workspaceId)
  await server.inject({
    method: 'POST',
    url: '/api/v1/posts',
    headers: { authorization, 'content-type': 'application/json' },
    payload: { content: { parts: [{ text: planted.text }] }, variants: [{ channelId: channel.id }] },
  })
  await server.inject({ url: `/api/v1/posts/${planted.path}?q=${planted.query}`, headers: { authorization } })
  await server.inject({ url: `/nowhere/${planted.path}` })
  for (const mode of ['ok', 'down'] as const) {
    fake.treat({ mode })
    await planText(w, channel.id, `${planted.text} ${mode}`, w.clock.now())
    await dispatch(w)
  }
  const [task] = tasksOf(w.ctx, [
    handle(knock, async ({ db }) => {
      await db.selectFrom('posts').select('id').where('id', '=', channel.id).execute()
      throw new TypeError(planted.thrown)
    }),
  ])
  await task?.run({ word: planted.job }).catch(() => {})
  await w.ctx
    .fetch(`${fake.url}/${planted.path}?token=${planted.query}`, { body: planted.text, method: 'POST' })
    .catch(() => {})
  await trace.close()
  spans = collector.spans()
})
afterAll(async () => {
  for (const name of [...Object.keys(set), 'OTEL_EXPORTER_OTLP_ENDPOINT']) delete process.env[name]
  collector.stop()
  await fake.stop()
})

const called = (name: string) => spans.filter((span) => span.name === name)

test('requests are told by the template of their route, with what the database did for them below', () => {
  const [made] = called('POST /api/v1/posts')
  expect(made?.facts).toEqual({
    'http.request.method': 'POST',
    'http.route': '/api/v1/posts',
    'http.response.status_code': 201,
  })
  const below = spans.filter(({ parent }) => parent === made?.id).map(({ name }) => name)
  // Who asks is found before the body has come, and the post is written after.
  expect(below).toContain('select api_keys')
  expect(below).toContain('with posts')
  expect(called('GET /api/v1/posts/:id')).toHaveLength(1)
  expect(called('GET none')).toHaveLength(1)
})

test('each attempt is told by network, step and what it came to, and what it asked of the network', () => {
  expect(called('attempt').map(({ facts }) => facts)).toEqual([
    { 'carillon.network': 'fake-idempotent', 'carillon.step': 'send', 'carillon.outcome': 'published' },
    { 'carillon.network': 'fake-idempotent', 'carillon.step': 'send', 'carillon.outcome': 'later' },
  ])
  const ids = called('attempt').map(({ id }) => id)
  const asked = called('POST 127.0.0.1').filter(({ parent }) => ids.includes(parent))
  expect(asked[0]?.facts).toEqual({
    'server.address': '127.0.0.1',
    'http.request.method': 'POST',
    'http.response.status_code': 201,
  })
})

test('a job that fails is told by its name and the name of what was thrown', () => {
  const [job] = called('job test.knock')
  expect(job).toMatchObject({
    failed: true,
    facts: { 'carillon.job': 'test.knock', 'error.type': 'TypeError' },
  })
  expect(spans.filter(({ parent }) => parent === job?.id).map(({ facts }) => facts)).toEqual([
    {
      'db.system.name': 'postgresql',
      'db.operation.name': 'select',
      'db.collection.name': 'posts',
      'db.query.summary': 'select posts',
      'carillon.statement': expect.stringMatching(/^[\w-]{12}$/),
    },
  ])
})

test('nothing that was planted is told, and what nobody asked for in a step is not told at all', () => {
  expect(spans.length).toBeGreaterThan(10)
  for (const secret of secrets) expect(collector.raw().includes(secret), secret).toBe(false)
  expect(spans.filter(({ parent, facts }) => parent === '' && 'db.system.name' in facts)).toEqual([])
})

test('the collector is spoken to as the environment says', () => {
  expect(collector.headers[0]).toMatchObject({ path: '/v1/traces', authorization: 'Bearer of-the-collector' })
  expect(collector.resource()).toMatchObject({
    'service.name': 'bells',
    'service.version': expect.any(String),
  })
})

test('without a collector, or switched off, nothing is loaded; and one file alone knows how', async () => {
  const off = (own: Record<string, string>) => openTraceFor(readConfig({ CARILLON_HOME: '/x', ...own }))
  expect(await off({})).toBe(noTrace)
  expect(await off({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SDK_DISABLED: 'true' })).toBe(noTrace)
  const knowing: string[] = []
  for await (const path of glob('src/**/*.ts', { cwd: join(import.meta.dirname, '../..') })) {
    const text = await readFile(join(import.meta.dirname, '../..', path), 'utf8')
    if (/from '(@opentelemetry\/|.*trace\/otel\.ts')/.test(text)) knowing.push(path)
  }
  expect(knowing).toEqual(['src/platform/trace/otel.ts'])
})
