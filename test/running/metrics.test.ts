import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { audit } from '../../src/app/audit.ts'
import { handle } from '../../src/app/handler.ts'
import { defineJob } from '../../src/app/job.ts'
import { tasksOf } from '../../src/context.ts'
import { serveMetrics } from '../../src/modules/running/metrics/index.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { type Door, serveAside } from '../../src/serve.ts'
import { makeChannel } from '../factories/measure.ts'
import { openDoor } from '../people/door.ts'
import { type World, world } from '../world.ts'

const token = 'scraper-of-the-test-house'
const knock = defineJob('test.knock', z.object({ wrong: z.boolean() }))
const doors: Door[] = []
afterAll(async () => {
  for (const door of doors) await door.close()
})

const watched = (env: Record<string, string> = {}) =>
  world({ alone: true, env: { CARILLON_METRICS_TOKEN: token, ...env } })

async function open(here: World) {
  const server = await openDoor(here)
  serveMetrics(server, here.ctx)
  const ask = (authorization?: string) =>
    server.inject({ url: '/metrics', headers: authorization ? { authorization } : {} })
  return { server, ask, scrape: async () => (await ask(`Bearer ${token}`)).body }
}

/** A channel whose account has to be joined again. */
const troubled = ({ ctx, workspaceId }: World) => makeChannel(ctx, workspaceId, 'fake', 'reconnect')

const valueIn = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length))
}

test('without a token in the settings there is no such address', async () => {
  const { ask } = await open(await world())
  const answer = await ask(`Bearer ${token}`)
  expect(answer.statusCode).toBe(404)
  expect(answer.json()).toMatchObject({ code: 'server.no_such_address' })
})

test('a wrong token is refused, and the right one is not said back', async () => {
  const { ask } = await open(await watched())
  for (const wrong of [
    undefined,
    'Bearer ',
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    `Basic ${token}`,
  ]) {
    const answer = await ask(wrong)
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toContain('Bearer')
    expect(answer.body).not.toContain(token)
  }
  const answer = await ask(`Bearer ${token}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4')
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('requests are told by the template of their route, never by what it was filled with', async () => {
  const { server, scrape } = await open(await watched())
  await server.inject('/api/v1/posts/0198aaaa-0000-7000-8000-000000000001')
  await server.inject('/somewhere/else')
  const text = await scrape()
  const name = 'carillon_http_request_duration_seconds_count'
  expect(valueIn(text, `${name}{method="GET",route="/api/v1/posts/:id",status="4xx"}`)).toBe(1)
  expect(valueIn(text, `${name}{method="any",route="none",status="4xx"}`)).toBe(1)
  expect(text).not.toContain('0198aaaa')
  expect(text).not.toContain('somewhere')
})

test('the house is told: its queue, its channels, its jobs, its audit log, and no tenant', async () => {
  const here = await watched()
  const { scrape } = await open(here)
  const id = await troubled(here)
  await here.ctx.jobs.add(knock, { wrong: false })
  const entry = { action: 'channel.paused', subject: { kind: 'channel', id } } as const
  await audit(here.ctx.db, here.actor('owner'), entry)
  const text = await scrape()
  expect(valueIn(text, 'carillon_figures_read')).toBe(1)
  expect(valueIn(text, 'carillon_channels{network="fake",state="reconnect"}')).toBe(1)
  expect(valueIn(text, 'carillon_jobs_waiting{task="test.knock"}')).toBe(1)
  expect(valueIn(text, 'carillon_audit_unsealed')).toBe(1)
  expect(valueIn(text, 'carillon_deliveries{state="missed"}')).toBe(0)
  expect(valueIn(text, 'carillon_workers_living')).toBe(0)
  for (const own of [id, here.workspaceId, 'The owner']) expect(text).not.toContain(own)
})

test('however often somebody asks, the database is asked once in a few seconds', async () => {
  const here = await watched()
  const { scrape } = await open(here)
  await scrape()
  await troubled(here)
  expect(await scrape()).not.toContain('state="reconnect"')
})

test('while the database is away this process is told, and nothing old or empty of the house', async () => {
  const here = await watched()
  const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/nothing')
  const { scrape } = await open({ ...here, ctx: { ...here.ctx, database: nowhere, db: nowhere.db } })
  const text = await scrape()
  await nowhere.close()
  expect(valueIn(text, 'carillon_figures_read')).toBe(0)
  expect(text).not.toContain('carillon_deliveries')
  expect(valueIn(text, 'carillon_database_connections{state="waiting"}')).toBe(0)
  expect(text).toContain('process_cpu_seconds_total')
})

test('a job is counted by what became of it', async () => {
  const here = await watched()
  const { scrape } = await open(here)
  const answer = handle(knock, async (_, { wrong }) => {
    if (wrong) throw new Error('nobody opens')
  })
  const [task] = tasksOf(here.ctx, [answer])
  await task?.run({ wrong: false })
  await expect(task?.run({ wrong: true })).rejects.toThrow('nobody opens')
  const text = await scrape()
  expect(valueIn(text, 'carillon_jobs_run_total{task="test.knock",outcome="done"}')).toBe(1)
  expect(valueIn(text, 'carillon_jobs_run_total{task="test.knock",outcome="failed"}')).toBe(1)
})

test('a worker without a web side tells of itself at a port of its own, and of nothing else', async () => {
  expect(await serveAside((await watched()).ctx)).toBeNull()
  const door = await serveAside((await watched({ CARILLON_METRICS_PORT: '0' })).ctx)
  if (!door) throw new Error('There is no side door')
  doors.push(door)
  expect(new URL(door.address).hostname).toMatch(/^(127\.0\.0\.1|localhost|\[::1\])$/)
  const headers = { authorization: `Bearer ${token}` }
  expect((await fetch(`${door.address}/api/health`)).status).toBe(200)
  expect((await fetch(`${door.address}/metrics`)).status).toBe(401)
  expect(await (await fetch(`${door.address}/metrics`, { headers })).text()).toContain(
    'carillon_workers_living 0',
  )
  expect((await fetch(`${door.address}/api/v1/posts`)).status).toBe(404)
})
