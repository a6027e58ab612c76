import { expect, test } from 'vitest'
import { makeChannel } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { ExportQuery, ImportBody } from './contract.ts'
import { exportPlanned } from './export.ts'
import { importPlanned } from './import.ts'
import { pagePlanned } from './service.ts'

const span = { from: '2030-01-01T00:00:00.000Z', to: '2030-06-01T00:00:00.000Z' }

async function bakery(): Promise<World & { channel: string }> {
  const w = await world({ at: '2030-01-02T12:00:00Z' })
  const channel = await makeChannel(w.ctx, w.workspaceId)
  await w.ctx.db
    .updateTable('channels')
    .set({ timeZone: 'Europe/Riga', handle: '@bakery', name: 'The bakery' })
    .where('id', '=', channel)
    .execute()
  return Object.assign(w, { channel })
}

const bring = (w: World, csv: string, dryRun = false) =>
  importPlanned(w.ctx, w.actor('editor'), ImportBody.parse({ csv, dryRun }))

const planned = async (w: World) =>
  (await pagePlanned(w.ctx, w.actor('editor'), { ...span, written: false, limit: 2000 })).items

const exported = (w: World, format: string) =>
  exportPlanned(w.ctx, w.actor('client'), ExportQuery.parse({ ...span, format }))

const table = `at,channel,category,hint
2030-02-01T09:30,@bakery,brand,"Rye, and why"
2030-02-02 10:00,The Bakery,Engaging,
`

test('a table comes in, by the clock of its channels, and is fixed', async () => {
  const w = await bakery()
  expect(await bring(w, table, true)).toEqual({ added: 2, changed: 0, faults: [] })
  expect(await planned(w)).toEqual([])
  expect(await bring(w, table)).toEqual({ added: 2, changed: 0, faults: [] })
  expect(await planned(w)).toMatchObject([
    {
      civil: '2030-02-01T09:30',
      at: '2030-02-01T07:30:00.000Z',
      category: 'brand',
      hint: 'Rye, and why',
      fixed: true,
    },
    { civil: '2030-02-02T10:00', category: 'engaging' },
  ])
  expect(await bring(w, table)).toEqual({ added: 0, changed: 0, faults: [] })
})

test('every line that is wrong is told, and nothing is brought in', async () => {
  const w = await bakery()
  const { faults } = await bring(
    w,
    `at,channel,category,pillar,appeal
2030-02-01T09:30,@bakery,brand,,
2030-02-31T09:30,@bakery,brand,,
soon,@bakery,brand,,
2029-02-01T09:30,@bakery,brand,,
2030-02-03T09:30,@nobody,brand,,

2030-02-04T09:30,@bakery,funny,,
2030-02-05T09:30,@bakery,brand,Craft,
2030-02-06T09:30,@bakery,brand,,shout
2030-02-01T09:30,@bakery,engaging,,
`,
  )
  expect(faults.map(({ line, code }) => [line, code])).toEqual([
    [3, 'bad_time'],
    [4, 'bad_time'],
    [5, 'past'],
    [6, 'no_channel'],
    [8, 'bad_category'],
    [9, 'no_pillar'],
    [10, 'bad_appeal'],
    [11, 'twice'],
  ])
  expect(faults[0]?.words).toContain('2030-02-31')
  expect(await planned(w)).toEqual([])
})

test.each([
  ['at,channel\n2030-02-01T09:30,@bakery\n', 'planned_post.columns'],
  ['at,channel,category,colour\n2030-02-01T09:30,@bakery,brand,red\n', 'planned_post.columns'],
  ['at,channel,category\n', 'planned_post.no_rows'],
  ['at,channel,category\n"2030', 'planned_post.no_csv'],
])('%j is no such table', async (csv, code) => {
  const w = await bakery()
  await expect(bring(w, csv)).rejects.toMatchObject({ code })
})

test('what was exported as CSV can be changed and brought back', async () => {
  const w = await bakery()
  await bring(w, `${table}2030-02-03T10:00,@bakery,promotional,=1+1\n`)
  const { body } = await exported(w, 'csv')
  const csv = String(body)
  expect(csv).toContain("'=1+1")
  expect(await bring(w, csv)).toEqual({ added: 0, changed: 0, faults: [] })
  expect(await bring(w, csv.replace('promotional', 'educational'))).toMatchObject({ added: 0, changed: 1 })
  expect((await planned(w)).at(-1)).toMatchObject({ category: 'educational', hint: '=1+1' })
})

test('a spreadsheet and a calendar can be had', async () => {
  const w = await bakery()
  await bring(w, table)
  const xlsx = await exported(w, 'xlsx')
  expect(Buffer.from(xlsx.body).subarray(0, 2).toString()).toBe('PK')
  const ics = String((await exported(w, 'ics')).body)
  expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(2)
  expect(ics).toContain('DTSTART:20300201T073000Z')
  expect(ics.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
})

test('who works on some channels brings nothing onto others, and is told of none that they do not see', async () => {
  const w = await bakery()
  const other = await makeChannel(w.ctx, w.workspaceId)
  const only = { chosenOnly: true, parts: { [other]: 'editor' as const } }
  const actor = { ...w.actor('editor'), channels: only }
  const told = await importPlanned(w.ctx, actor, ImportBody.parse({ csv: table }))
  expect(told.faults.map(({ code }) => code)).toEqual(['no_channel', 'no_channel'])
  const reads = { chosenOnly: false, parts: { [w.channel]: 'analyst' as const } }
  await expect(
    importPlanned(w.ctx, { ...w.actor('editor'), channels: reads }, ImportBody.parse({ csv: table })),
  ).rejects.toMatchObject({ code: 'reach.not_there' })
})
