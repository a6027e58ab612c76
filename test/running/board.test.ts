import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { serveMetrics } from '../../src/modules/running/metrics/index.ts'
import { makeChannel } from '../factories/measure.ts'
import { openDoor } from '../people/door.ts'
import { world } from '../world.ts'

const folder = join(import.meta.dirname, '../../docs/running')
const page = (name: string) => readFile(join(folder, name), 'utf8')

type Told = { kind: string; help: string }
/** What a real scrape tells: each metric with its kind and words, and the labels that occur. */
let metrics: Map<string, Told>
const labels = new Set(['job', 'instance', 'le'])
let names: Set<string>

beforeAll(async () => {
  const here = await world({ alone: true, env: { CARILLON_METRICS_TOKEN: 'scraper-of-the-board' } })
  await makeChannel(here.ctx, here.workspaceId)
  const { lateness, attempts, jobs, letters, hookCalls } = here.ctx.metrics
  lateness.observe({ network: 'fake' }, 1)
  attempts.inc({ network: 'fake', outcome: 'published' })
  jobs.inc({ task: 'hook.call', outcome: 'done' })
  for (const one of [letters, hookCalls]) one.inc({ outcome: 'failed' })
  const server = await openDoor(here)
  serveMetrics(server, here.ctx)
  const ask = () =>
    server.inject({ url: '/metrics', headers: { authorization: 'Bearer scraper-of-the-board' } })
  await ask()
  const { body } = await ask()
  metrics = readMetrics(body)
  names = new Set([...metrics].flatMap(([name, { kind }]) => seriesOf(name, kind)))
  for (const [, list = ''] of body.matchAll(/^\w+\{(.*)\}/gm))
    for (const [, label = ''] of list.matchAll(/(\w+)="/g)) labels.add(label)
})

function readMetrics(text: string): Map<string, Told> {
  const kinds = new Map(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', kind = '']) => [name, kind]),
  )
  return new Map(
    [...text.matchAll(/^# HELP (\S+) (.+)$/gm)].map(([, name = '', help = '']) => [
      name,
      { kind: kinds.get(name) ?? '', help },
    ]),
  )
}

const seriesOf = (name: string, kind: string): string[] =>
  kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name]

const words = new Set([
  'by',
  'without',
  'on',
  'ignoring',
  'or',
  'and',
  'unless',
  'group_left',
  'group_right',
  'bool',
])

/** The metrics and labels that an expression of PromQL names. */
function namedIn(expression: string): { series: string[]; labels: string[] } {
  const found: string[] = []
  const take = (inside: string) => {
    found.push(...(inside.match(/[a-z_]\w*/gi) ?? []))
    return ' '
  }
  const bare = expression
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\{([^}]*)\}/g, (_, inside: string) => take(inside))
    .replace(/\b(?:by|without|on|ignoring)\s*\(([^)]*)\)/g, (_, inside: string) => take(inside))
    .replace(/\[[^\]]*\]/g, ' ')
  const series = [...bare.matchAll(/[a-z_:][\w:]*(?!\w*\s*\()/gi)].map(([name]) => name)
  return { series: series.filter((name) => !words.has(name) && !/^\d/.test(name)), labels: found }
}

function expectKnown(expression: string): void {
  const { series, labels: named } = namedIn(expression)
  expect(series.length, expression).toBeGreaterThan(0)
  for (const name of series) if (name !== 'up') expect(names, expression).toContain(name)
  for (const label of named) expect(labels, expression).toContain(label)
}

const Panel = z.looseObject({
  id: z.int(),
  type: z.string(),
  title: z.string().min(1),
  gridPos: z.object({ h: z.int(), w: z.int(), x: z.int(), y: z.int() }),
  datasource: z.object({ type: z.literal('prometheus'), uid: z.literal(`$\{datasource}`) }).optional(),
  targets: z.array(z.looseObject({ expr: z.string() })).default([]),
})
const Board = z.looseObject({
  title: z.string(),
  panels: z.array(Panel),
  templating: z.object({ list: z.array(z.looseObject({ name: z.string(), type: z.string() })) }),
})

test('every expression of the board names metrics and labels that a scrape has', async () => {
  const board = Board.parse(JSON.parse(await page('grafana/carillon.json')))
  const variables = board.templating.list.map(({ name, type }) => `${name} ${type}`)
  expect(variables).toEqual(['datasource datasource', 'job query'])
  const shown = board.panels.filter(({ type }) => type !== 'row')
  for (const { targets, datasource, title } of shown) {
    expect(datasource, title).toBeDefined()
    expect(targets.length, title).toBeGreaterThan(0)
    for (const { expr } of targets) expectKnown(expr)
  }
  expect(new Set(board.panels.map(({ id }) => id)).size).toBe(board.panels.length)
})

test('every alert names metrics and labels that a scrape has, and says what is wrong', async () => {
  const text = await page('grafana/alerts.yml')
  const alerts = text.split(/^ {6}- alert: /m).slice(1)
  expect(alerts.length).toBeGreaterThan(10)
  for (const alert of alerts) {
    expectKnown(/^ {8}expr: (.+)$/m.exec(alert)?.[1] ?? '')
    expect(alert).toMatch(/^ {8}labels: \{ severity: (critical|warning|info) \}$/m)
    expect(alert).toMatch(/^ {10}summary: ['"].+\.['"]$/m)
  }
})

test('an expression that names what is not there is noticed', () => {
  expect(() => expectKnown('max(carillon_deliverys)')).toThrow()
  expect(() => expectKnown('max by (workspace) (carillon_deliveries)')).toThrow()
  expect(() => expectKnown('rate(carillon_attempts_total{tenant="a"}[5m])')).toThrow()
})

test('the page lists every metric of ours with its kind and words, and no other', async () => {
  const rows = [...(await page('metrics.md')).matchAll(/^\| `(carillon_\w+)` +\| (\w+) +\| (.+?) +\|$/gm)]
  const listed = rows.map(([, name, kind, help]) => `${name} ${kind} ${help}`).sort()
  const told = [...metrics].filter(([name]) => name.startsWith('carillon_'))
  expect(listed).toEqual(told.map(([name, { kind, help }]) => `${name} ${kind} ${help}`).sort())
})
