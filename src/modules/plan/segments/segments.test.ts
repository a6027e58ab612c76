import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, tell } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { GoalBody } from '../goals/contract.ts'
import { addGoal, changeGoal } from '../goals/service.ts'
import { ManualBody } from '../manual/contract.ts'
import { addManual } from '../manual/service.ts'
import { PersonaBody } from '../personas/contract.ts'
import { addPersona } from '../personas/index.ts'
import { AudienceBody, SegmentBody } from './contract.ts'
import {
  addSegment,
  archiveSegment,
  changeSegment,
  countSegment,
  listSegments,
  removeSegment,
  restoreSegment,
} from './service.ts'
import { readAudience } from './table.ts'
import { addTable, listTables, removeTable } from './tables.ts'

const here = () => world({ networks: [countingNetwork('plain', ['likes'])], at: '2030-04-01T08:00:00Z' })
const bring = (w: World, csv: string, more: object = {}) =>
  addTable(
    w.ctx,
    w.actor('owner'),
    AudienceBody.parse({ name: 'Insights', knownOn: '2030-03-01', csv, ...more }),
  )
const keep = (w: World, filter: object, name = 'Young women') =>
  addSegment(w.ctx, w.actor('owner'), SegmentBody.parse({ name, filter }))
const people = (w: World, id: string) => countSegment(w.ctx, w.actor('owner'), id)
const young = { ages: { from: 18, to: 34 }, genders: ['female'] }

const together =
  'age,gender,count\n18-24,female,100\n18-24,male,50\n25-34,women,150\n25-34,men,100\n35+,female,60\n35+,male,40'
const apart = 'dimension,value,count\nage,18-34,400\nage,35+,100\ngender,female,310\ngender,male,190'

test('a segment is counted live: exactly in a table that tells the groups together, in bounds in one that does not', async () => {
  const w = await here()
  const { id } = await keep(w, young)
  expect(await people(w, id)).toEqual({ known: null, told: [], left: 0 })
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  await bring(w, together, { channelId: channel })
  const exact = await people(w, id)
  expect(exact.known).toEqual({ low: 250, high: 250 })
  expect(exact.told[0]).toMatchObject({
    how: 'exact',
    knownOn: '2030-03-01',
    people: 500,
    channelId: channel,
  })
  await bring(w, apart, { name: 'Site', source: 'Web analytics' })
  const both = await people(w, id)
  const site = both.told.find(({ name }) => name === 'Site')
  // 400 young and 310 women of 500: 210 at least are both, 310 at most.
  expect(site).toMatchObject({ how: 'bounds', apart: true, count: { low: 210, high: 310 }, untold: [] })
  // Who follows and comes to the site is one person: 250 at least, 560 at most.
  expect(both.known).toEqual({ low: 250, high: 560 })
})

test('the newest table of a channel counts, and one of another channel only where it is not cut by channels', async () => {
  const w = await here()
  const [one, other] = [
    await makeChannel(w.ctx, w.workspaceId, 'plain'),
    await makeChannel(w.ctx, w.workspaceId, 'plain'),
  ]
  await bring(w, 'gender,count\nfemale,10\nmale,10', { channelId: one, knownOn: '2030-01-01' })
  await bring(w, 'gender,count\nfemale,30\nmale,10', { channelId: one, knownOn: '2030-02-01' })
  await bring(w, 'gender,count\nfemale,5\nmale,15', { channelId: other })
  const all = await keep(w, { genders: ['female'] }, 'Women')
  expect((await people(w, all.id)).known).toEqual({ low: 30, high: 35 })
  const ofOne = await keep(w, { genders: ['female'], channelIds: [one] }, 'Women there')
  const there = await people(w, ofOne.id)
  expect(there.known).toEqual({ low: 30, high: 30 })
  expect(there.told).toHaveLength(2)
})

test('a persona is held against a segment by what it tells, and what it does not tell is said', async () => {
  const w = await here()
  const facts = [
    { field: 'age', range: { from: 25, to: 34 }, evidence: 'survey', knownOn: '2030-01-05' },
    {
      field: 'gender',
      shares: [
        { value: 'women', share: 0.7 },
        { value: 'men', share: 0.3 },
      ],
      evidence: 'survey',
    },
  ]
  const body = PersonaBody.parse({ name: 'Anna', kind: 'b2c', facts })
  await addPersona(w.ctx, w.actor('owner'), body)
  const { id } = await keep(w, { ...young, places: ['LV'] })
  const [anna] = (await people(w, id)).told
  expect(anna).toMatchObject({ kind: 'persona', name: 'Anna', untold: ['place'], count: null })
  expect(anna?.share).toEqual({ low: 0, high: 0.7 })
  const without = await keep(w, young, 'Anywhere')
  expect((await people(w, without.id)).told[0]).toMatchObject({
    how: 'exact',
    share: { low: 0.7, high: 0.7 },
  })
})

test('a table that is wrong is told line by line, nothing is kept of it, and a dry run keeps nothing either', async () => {
  const w = await here()
  const wrong = await bring(w, 'age,gender,share\n18-24,female,50%\n18-24,female,10%\n25-34,male,60%\n35+,,x')
  expect(wrong.faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '3 twice',
    '4 over_whole',
    '5 no_value',
  ])
  expect((await bring(w, 'name,sum\na,1')).faults).toMatchObject([{ line: 1, code: 'no_columns' }])
  expect((await bring(w, 'dimension,value,share\nincome,high,0.5')).faults[0]?.code).toBe('unknown_dimension')
  const dry = await bring(w, 'gender,share\nfemale,40%\nrobots,10%', { dryRun: true })
  expect(dry).toMatchObject({ table: null, people: null, unread: ['robots'], faults: [] })
  expect((await listTables(w.ctx, w.actor('owner'))).items).toEqual([])
})

test('a goal reads the numbers of a segment that is made of channels, and of no other', async () => {
  const w = await here()
  const [one, other] = [
    await makeChannel(w.ctx, w.workspaceId, 'plain'),
    await makeChannel(w.ctx, w.workspaceId, 'plain'),
  ]
  await tell(w.ctx, w.workspaceId, 'channel', one, '2030-04-01T06:00Z', { followers: 300 })
  await tell(w.ctx, w.workspaceId, 'channel', other, '2030-04-01T06:00Z', { followers: 50 })
  const segment = await keep(w, { channelIds: [one] }, 'Of one')
  const body = (id: string) =>
    GoalBody.parse({
      ...{ name: 'More', metric: 'followers', baseline: 100, target: 400, startsOn: '2030-03-01' },
      ...{ deadline: '2030-06-01', scope: { kind: 'segment', id } },
    })
  const goal = await addGoal(w.ctx, w.actor('owner'), body(segment.id))
  expect(goal).toMatchObject({ scopeName: 'Of one', standing: { live: { value: 300 } } })
  const cut = await keep(w, young)
  await expect(addGoal(w.ctx, w.actor('owner'), body(cut.id))).rejects.toMatchObject({
    code: 'goal.no_segment',
  })
  const change = {
    name: 'Of one',
    note: '',
    filter: { ...segment.filter, genders: ['female' as const] },
    version: 1,
  }
  await expect(changeSegment(w.ctx, w.actor('owner'), segment.id, change)).rejects.toMatchObject({
    code: 'segment.goal_needs_channels',
  })
  await expect(removeSegment(w.ctx, w.actor('owner'), segment.id)).rejects.toMatchObject({
    code: 'segment.in_use',
  })
})

test('an older version is refused, names are unique, and what is put away comes back', async () => {
  const w = await here()
  const made = await keep(w, young)
  await expect(keep(w, young, 'young WOMEN')).rejects.toMatchObject({ code: 'segment.namesake' })
  const body = { name: 'Young', note: 'For the spring', filter: made.filter, version: 1 }
  expect(await changeSegment(w.ctx, w.actor('owner'), made.id, body)).toMatchObject({
    version: 2,
    name: 'Young',
  })
  await expect(changeSegment(w.ctx, w.actor('owner'), made.id, body)).rejects.toMatchObject({
    code: 'segment.changed',
  })
  await archiveSegment(w.ctx, w.actor('owner'), made.id)
  expect(await listSegments(w.ctx, w.actor('owner'), false)).toEqual([])
  await restoreSegment(w.ctx, w.actor('owner'), made.id)
  await removeSegment(w.ctx, w.actor('owner'), made.id)
  expect(await listSegments(w.ctx, w.actor('owner'), false)).toEqual([])
})

test('another workspace sees and removes nothing of it, and names no channel of it', async () => {
  const w = await here()
  const there = await w.tenant()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  const { id } = await keep(w, young)
  const { table } = await bring(w, together, { channelId: channel })
  expect((await listTables(w.ctx, there.actor('owner'))).items).toEqual([])
  for (const attempt of [
    () => countSegment(w.ctx, there.actor('owner'), id),
    () => removeSegment(w.ctx, there.actor('owner'), id),
    () => removeTable(w.ctx, there.actor('owner'), table?.id ?? ''),
    () =>
      addSegment(
        w.ctx,
        there.actor('owner'),
        SegmentBody.parse({ name: 'x', filter: { channelIds: [channel] } }),
      ),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: expect.stringMatching(/not_found|no_table|no_channel/),
    })
})

test('people are counted whole, and percent is what its column is called', () => {
  const shares = (csv: string) => {
    const { parts, people, faults } = readAudience(csv)
    return faults.length > 0
      ? faults.map(({ line, code }) => [line, code])
      : [people, parts[0]?.cells.map(({ share }) => Math.round(share * 1000) / 1000)]
  }
  expect(shares('age;count\n18-24;980\n25-34;1.200\n35-44;2 310\n')).toEqual([4490, [0.218, 0.267, 0.514]])
  expect(shares('age;count\n18-24;980\n25-34;1,5\n')).toEqual([[3, 'not_a_number']])
  expect(shares('place,percent\nLV,0.9\nEE,0.05\n')).toEqual([null, [0.009, 0.001]])
  expect(shares('place,share\nLV,0.9\nEE,0.05\n')).toEqual([null, [0.9, 0.05]])
})

test('a goal about a part of the people has a number that is entered by hand', async () => {
  const w = await here()
  const owner = w.actor('owner')
  const cut = await keep(w, young)
  const manual = await addManual(w.ctx, owner, ManualBody.parse({ name: 'Young followers', unit: '' }))
  const goal = await addGoal(
    w.ctx,
    owner,
    GoalBody.parse({
      ...{ name: 'Young', metric: 'manual', manualId: manual.id, baseline: 100, target: 400 },
      ...{ startsOn: '2030-03-01', deadline: '2030-06-01', scope: { kind: 'segment', id: cut.id } },
    }),
  )
  expect(goal).toMatchObject({ scopeName: cut.name, metric: 'manual' })
  const bound = { metric: 'er_followers' as const, manualId: null, bound: 'least' as const, value: 0.01 }
  for (const change of [{ metric: 'followers' as const, manualId: null }, { constraints: [bound] }])
    await expect(changeGoal(w.ctx, owner, goal.id, change)).rejects.toMatchObject({ code: 'goal.no_segment' })
  const { name, note, filter, version } = cut
  await changeSegment(w.ctx, owner, cut.id, { name, note, filter: { ...filter, genders: ['male'] }, version })
})
