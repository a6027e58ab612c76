import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { EnterBody, ManualBody } from './contract.ts'
import { importWeeks, undoImport } from './import.ts'
import {
  addManual,
  archiveManual,
  changeManual,
  enterWeeks,
  listManuals,
  listWeeks,
  removeManual,
  restoreManual,
} from './service.ts'

// A Monday.
const here = () => world({ at: '2030-04-01T08:00:00Z' })
const add = (w: World, name: string, unit = '') =>
  addManual(w.ctx, w.actor('editor'), ManualBody.parse({ name, unit }))

test('weeks are entered, corrected and taken back; what was not entered is not there', async () => {
  const w = await here()
  const actor = w.actor('editor')
  const { id } = await add(w, 'Sales', '€')
  const enter = (items: object[]) => enterWeeks(w.ctx, actor, id, EnterBody.parse({ items }))
  await enter([
    { week: '2030-03-18', value: 12.5 },
    { week: '2030-03-25', value: 0 },
  ])
  const after = await enter([
    { week: '2030-03-18', value: 14 },
    { week: '2030-04-01', value: 3 },
    { week: '2030-04-01', value: null },
  ])
  expect(after.last).toEqual({ week: '2030-03-25', value: 0 })
  const { items } = await listWeeks(w.ctx, w.actor('owner'), { from: '2030-03-20', to: '2030-04-07' })
  expect(items).toEqual([
    { metricId: id, week: '2030-03-18', value: 14 },
    { metricId: id, week: '2030-03-25', value: 0 },
  ])
})

test('a week is named by its Monday, has begun, and nothing is asked for more than two years', async () => {
  const w = await here()
  const { id } = await add(w, 'Sales')
  const tuesday = EnterBody.safeParse({ items: [{ week: '2030-03-26', value: 1 }] })
  expect(tuesday.error?.issues[0]).toMatchObject({ params: { code: 'not_monday' } })
  await expect(
    enterWeeks(w.ctx, w.actor('editor'), id, { items: [{ week: '2030-04-08', value: 1 }] }),
  ).rejects.toMatchObject({ code: 'manual.not_over' })
  await expect(
    listWeeks(w.ctx, w.actor('owner'), { from: '2020-01-01', to: '2030-01-01' }),
  ).rejects.toMatchObject({ code: 'manual.too_long' })
})

test('two numbers do not have the same name at once, also when they are added at the same time', async () => {
  const w = await here()
  const both = await Promise.allSettled([add(w, 'Sales'), add(w, 'sales')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const [{ id }] = (await listManuals(w.ctx, w.actor('owner'), false)) as unknown as [{ id: string }]
  await archiveManual(w.ctx, w.actor('editor'), id)
  const other = await add(w, 'Sales')
  await expect(restoreManual(w.ctx, w.actor('editor'), id)).rejects.toMatchObject({ code: 'manual.namesake' })
  await changeManual(w.ctx, w.actor('editor'), other.id, { name: 'Revenue' })
  expect(await restoreManual(w.ctx, w.actor('editor'), id)).toMatchObject({ name: 'Sales', archivedAt: null })
})

test('one that goals are about is not removed; any other goes with its values, and each step is written down', async () => {
  const w = await here()
  const actor = w.actor('editor')
  const { id } = await add(w, 'Sales')
  await enterWeeks(w.ctx, actor, id, { items: [{ week: '2030-03-25', value: 1 }] })
  const { workspaceId } = w
  await w.ctx.db
    .insertInto('goals')
    .values({
      ...{ workspaceId, name: 'More', metric: 'manual', manualId: id, baseline: 1, target: 2 },
      ...{ startsOn: '2030-01-01', deadline: '2030-06-01' },
    })
    .execute()
  await expect(removeManual(w.ctx, actor, id)).rejects.toMatchObject({ code: 'manual.in_use' })
  await w.ctx.db.deleteFrom('goals').where('workspaceId', '=', workspaceId).execute()
  await removeManual(w.ctx, actor, id)
  expect(await listManuals(w.ctx, w.actor('owner'), false)).toEqual([])
  const rows = await w.ctx.db
    .selectFrom('auditLog')
    .select('action')
    .where('workspaceId', '=', workspaceId)
    .orderBy('id')
    .execute()
  expect(rows.map(({ action }) => action)).toEqual(['manual.added', 'manual.entered', 'manual.removed'])
})

test('numbers of another workspace are out of reach', async () => {
  const w = await here()
  const there = await w.tenant()
  const { id } = await add(w, 'Sales')
  const enter = { items: [{ week: '2030-03-25', value: 1 }] }
  for (const attempt of [
    () => enterWeeks(w.ctx, there.actor('owner'), id, enter),
    () => changeManual(w.ctx, there.actor('owner'), id, { name: 'Theirs' }),
    () => removeManual(w.ctx, there.actor('owner'), id),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'manual.not_found' })
  expect(await listManuals(w.ctx, there.actor('owner'), false)).toEqual([])
})

const bring = (w: World, csv: string, dryRun = false) =>
  importWeeks(w.ctx, w.actor('editor'), { csv, dryRun })
const entered = async (w: World) =>
  (await listWeeks(w.ctx, w.actor('owner'), { from: '2030-01-01', to: '2030-04-01' })).items.map(
    ({ week, value }) => `${week} ${value}`,
  )

test('a table is looked at first, brought in whole, and taken back but for what somebody changed since', async () => {
  const w = await here()
  const { id } = await add(w, 'Sales')
  await add(w, 'Visits')
  await enterWeeks(w.ctx, w.actor('editor'), id, { items: [{ week: '2030-03-04', value: 7 }] })
  const csv = 'week,number,value\n2030-03-06,sales,8\n2030-03-11,Sales,"9,5"\n2030-03-18,Visits,1 200'
  expect(await bring(w, csv, true)).toMatchObject({ added: 2, changed: 1, known: 0, faults: [], before: [] })
  expect(await entered(w)).toEqual(['2030-03-04 7'])
  const { before } = await bring(w, csv)
  expect(await entered(w)).toEqual(['2030-03-04 8', '2030-03-11 9.5', '2030-03-18 1200'])
  expect(await bring(w, csv)).toMatchObject({ added: 0, changed: 0, known: 3 })
  await enterWeeks(w.ctx, w.actor('editor'), id, { items: [{ week: '2030-03-11', value: 10 }] })
  expect(await undoImport(w.ctx, w.actor('editor'), { items: before })).toEqual({ back: 2, kept: 1 })
  expect(await entered(w)).toEqual(['2030-03-04 7', '2030-03-11 10'])
})

test('a column for each number does too, and an empty cell leaves its week alone', async () => {
  const w = await here()
  await add(w, 'Sales')
  await add(w, 'Visits')
  const { added, faults } = await bring(w, 'Week;Sales;Visits\n2030-03-04;5;\n2030-03-11;6;80\n')
  expect({ added, faults }).toEqual({ added: 3, faults: [] })
})

test('what is wrong is told line by line in words, and nothing of it is brought in', async () => {
  const w = await here()
  await add(w, 'Sales')
  const lines = ['2030-03-04,Sales,5', '2030-13-01,Sales,5', '2030-06-03,Sales,5', '2030-03-11,Tips,5']
  const more = [
    '2030-03-11,Sales,-5',
    '2030-03-11,Sales,"1,234"',
    '2030-03-05,Sales,6',
    '2030-03-18,Sales,1e5',
  ]
  const { faults, before } = await bring(w, ['week,number,value', ...lines, ...more].join('\n'))
  expect(faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
    ...['3 bad_day', '4 not_over', '5 no_number', '6 bad_value', '7 bad_value', '8 twice', '9 bad_value'],
  ])
  expect(faults[2]?.words).toBe(
    'No number here is called “Tips”. Add it first, or write its name as it stands there.',
  )
  expect(before).toEqual([])
  expect(await entered(w)).toEqual([])
  expect((await bring(w, 'day,amount\n1,2')).faults[0]).toMatchObject({
    line: 1,
    code: 'no_number',
    value: 'amount',
  })
  expect((await bring(w, 'week,number,value\n"2030')).faults[0]).toMatchObject({ code: 'no_csv' })
})

test('an import of another workspace takes nothing back here', async () => {
  const w = await here()
  const there = await w.tenant()
  await add(w, 'Sales')
  const { before } = await bring(w, 'week,number,value\n2030-03-04,Sales,5')
  expect(await undoImport(w.ctx, there.actor('owner'), { items: before })).toEqual({ back: 0, kept: 1 })
  expect(await entered(w)).toEqual(['2030-03-04 5'])
})
