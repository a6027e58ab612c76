import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildEdge } from '../../src/app/edge/index.ts'
import { whoIs } from '../../src/modules/people/callers/index.ts'
import type { Server } from '../../src/platform/server/index.ts'
import { openDoor } from '../people/door.ts'
import { world } from '../world.ts'

const undo: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const step of undo.reverse()) await step()
})

async function withSite(env: Record<string, string> = {}): Promise<Server> {
  const site = await mkdtemp(join(tmpdir(), 'carillon-site-'))
  undo.push(() => rm(site, { recursive: true, force: true }))
  await mkdir(join(site, 'assets'))
  await writeFile(join(site, 'index.html'), '<!doctype html><title>Carillon</title>')
  await writeFile(join(site, 'assets/app-4f2a.js'), 'export {}')
  const { ctx } = await world({ env })
  const server = await buildEdge(ctx, [], whoIs, { answers: 'throw', site })
  undo.push(async () => server.close())
  return server
}

const page = { accept: 'text/html,application/xhtml+xml' }

test('scripts come from our own files only, and nobody may frame us', async () => {
  const server = await withSite()
  const { headers } = await server.inject({ url: '/', headers: page })
  const policy = new Map(
    String(headers['content-security-policy'])
      .split('; ')
      .map((part) => [part.split(' ')[0], part]),
  )
  expect(policy.get('script-src')).toBe("script-src 'self'")
  expect(policy.get('default-src')).toBe("default-src 'self'")
  expect(policy.get('frame-ancestors')).toBe("frame-ancestors 'none'")
  expect(policy.get('object-src')).toBe("object-src 'none'")
  expect(policy.get('base-uri')).toBe("base-uri 'none'")
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
  })
})

test('the guards stand on every answer: pages, files, API and errors', async () => {
  const server = await withSite()
  for (const url of [
    '/',
    '/calendar',
    '/assets/app-4f2a.js',
    '/assets/none.js',
    '/api/health',
    '/api/nowhere',
    '/%',
  ])
    expect((await server.inject({ url, headers: page })).headers, url).toHaveProperty(
      'content-security-policy',
    )
})

test('the browser is bound to https only when it came by https', async () => {
  const plain = await withSite()
  expect((await plain.inject({ url: '/' })).headers).not.toHaveProperty('strict-transport-security')
  const forged = await plain.inject({ url: '/', headers: { 'x-forwarded-proto': 'https' } })
  expect(forged.headers).not.toHaveProperty('strict-transport-security')
  const behind = await withSite({ CARILLON_TRUST_PROXY: '1' })
  const proxied = await behind.inject({ url: '/', headers: { 'x-forwarded-proto': 'https' } })
  expect(proxied.headers).toHaveProperty('strict-transport-security')
})

test('files with a digest in their name are kept for ever, the page itself is asked for anew', async () => {
  const server = await withSite()
  expect((await server.inject({ url: '/assets/app-4f2a.js' })).headers['cache-control']).toContain(
    'immutable',
  )
  expect((await server.inject({ url: '/', headers: page })).headers['cache-control']).toBe('no-cache')
  expect((await server.inject({ url: '/api/health' })).headers['cache-control']).toBe('no-store')
})

test('every address of a person is the screen; what programs ask for is a problem when it is missing', async () => {
  const server = await withSite()
  const deep = await server.inject({ url: '/w/1/posts/2', headers: page })
  expect(deep.statusCode).toBe(200)
  expect(deep.body).toContain('<title>Carillon</title>')
  expect((await server.inject({ url: '/api/v1/nowhere', headers: page })).statusCode).toBe(404)
  expect((await server.inject({ url: '/assets/none.js', headers: page })).statusCode).toBe(404)
  expect((await server.inject({ url: '/robots.txt' })).headers['content-type']).toBe(
    'application/problem+json',
  )
})

test('a path cannot climb out of the folder', async () => {
  const server = await withSite()
  for (const url of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e%2f%2e%2e%2fetc/passwd',
  ])
    expect((await server.inject({ url })).statusCode, url).toBeGreaterThanOrEqual(400)
})

test('health says that the process lives, the database answers, and whether a worker is seen', async () => {
  const w = await world({ alone: true })
  const server = await openDoor(w, [])
  const before = await server.inject({ url: '/api/health' })
  expect(before.statusCode).toBe(200)
  expect(before.json()).toMatchObject({
    live: true,
    ready: true,
    database: { ok: true },
    workers: { ok: false, living: 0 },
  })
  const seenAt = w.clock.now()
  await w.ctx.db
    .insertInto('workers')
    .values({ id: 'w1', version: '1', seenAt, leaseUntil: seenAt })
    .execute()
  expect((await server.inject({ url: '/api/health' })).json().workers).toMatchObject({ ok: true, living: 1 })
  w.clock.on(60_000)
  expect((await server.inject({ url: '/api/health' })).json().workers).toMatchObject({ ok: false, living: 0 })
})

test('health without a database is alive but not ready', async () => {
  const w = await world({ alone: true, env: { LOG_LEVEL: 'silent' } })
  const server = await openDoor(w, [])
  const { Kysely, PostgresDialect } = await import('kysely')
  const pg = await import('pg')
  const nowhere = new Kysely<never>({
    dialect: new PostgresDialect({ pool: new pg.default.Pool({ host: '127.0.0.1', port: 1 }) }),
  })
  Object.assign(w.ctx, { db: nowhere })
  const answer = await server.inject({ url: '/api/health' })
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toMatchObject({ live: true, ready: false, database: { ok: false } })
})
