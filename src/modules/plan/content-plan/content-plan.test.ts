import { expect, test } from 'vitest'
import { makeChannel } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { deletePost } from '../../create/posts/remove.ts'
import { PlannedBody } from '../planned-posts/contract.ts'
import { addPlanned, changePlanned, pagePlanned, writePlanned } from '../planned-posts/service.ts'
import { ContentPlanBody } from './contract.ts'
import { applyPlan, previewPlan } from './planning.ts'
import { readPlan, savePlan } from './service.ts'

const monday = '2030-01-07'

async function channelIn(w: World, timeZone = 'Europe/Riga'): Promise<string> {
  const id = await makeChannel(w.ctx, w.workspaceId)
  await w.ctx.db.updateTable('channels').set({ timeZone }).where('id', '=', id).execute()
  return id
}

async function bakery(zone?: string): Promise<World & { channel: string }> {
  const w = await world({ at: '2030-01-02T12:00:00Z' })
  return Object.assign(w, { channel: await channelIn(w, zone) })
}

const save = async (w: World, body: Record<string, unknown>) => {
  const { version } = await readPlan(w.ctx.db, w.actor('editor'))
  const plan = {
    shares: { engaging: 40, brand: 30, educational: 25, promotional: 5 },
    pillars: [],
    rubrics: [],
  }
  const whole = ContentPlanBody.parse({ version, ...plan, cadences: [], rules: {}, ...body })
  return savePlan(w.ctx, w.actor('editor'), whole)
}

const cadence = (channelId: string, perWeek = 5) => ({ channelId, perWeek })

async function apply(w: World, weeks = 4, from = monday) {
  const { digest } = await previewPlan(w.ctx, w.actor('editor'), { from, weeks })
  return applyPlan(w.ctx, w.actor('editor'), { from, weeks, digest })
}

const planned = async (w: World) =>
  (
    await pagePlanned(w.ctx, w.actor('editor'), {
      ...{ from: '2030-01-01T00:00:00.000Z', to: '2030-12-01T00:00:00.000Z' },
      ...{ written: false, limit: 2000 },
    })
  ).items

test('where nothing was saved the default mix stands', async () => {
  const w = await world()
  expect(await readPlan(w.ctx.db, w.actor('client'))).toMatchObject({
    version: 0,
    shares: { engaging: 40, brand: 30, educational: 25, promotional: 5 },
    pillars: [],
  })
})

test('two people who save at the same time: the second is told, and nothing of the first is lost', async () => {
  const w = await bakery()
  await save(w, { cadences: [cadence(w.channel)] })
  const stale = ContentPlanBody.parse({
    ...{ version: 0, shares: { engaging: 25, brand: 25, educational: 25, promotional: 25 } },
    ...{ pillars: [], rubrics: [], cadences: [], rules: {} },
  })
  await expect(savePlan(w.ctx, w.actor('editor'), stale)).rejects.toMatchObject({
    code: 'content_plan.changed',
    facts: { current: 1, plan: { cadences: [{ channelId: w.channel, perWeek: 5 }] } },
  })
})

test('a channel that was removed is left out and keeps nobody from saving', async () => {
  const w = await bakery()
  const gone = await channelIn(w)
  const rubric = { id: crypto.randomUUID(), name: 'Tip', weekday: 2, time: '09:00', category: 'educational' }
  const body = {
    cadences: [cadence(w.channel), cadence(gone)],
    rubrics: [{ ...rubric, channelIds: [w.channel, gone] }],
  }
  await save(w, body)
  await w.ctx.db.updateTable('channels').set({ state: 'removed' }).where('id', '=', gone).execute()
  const left = { cadences: [{ channelId: w.channel }], rubrics: [{ channelIds: [w.channel] }] }
  expect(await readPlan(w.ctx.db, w.actor('editor'))).toMatchObject(left)
  expect(await save(w, body)).toMatchObject({ version: 2, ...left })
  expect((await apply(w)).added).toBe(20)
})

test('what is planned follows the mix and is shown before it is done', async () => {
  const w = await bakery()
  await save(w, { cadences: [cadence(w.channel)] })
  const draft = await previewPlan(w.ctx, w.actor('editor'), { from: monday, weeks: 4 })
  expect(draft).toMatchObject({ changed: [], removed: [], same: 0, kept: 0, worst: { deviation: 0 } })
  expect(await planned(w)).toEqual([])
  expect(await apply(w)).toEqual({ added: 20, changed: 0, removed: 0 })
  const items = await planned(w)
  const count = (category: string) => items.filter((one) => one.category === category).length
  expect(['engaging', 'brand', 'educational', 'promotional'].map(count)).toEqual([8, 6, 5, 1])
  const again = await previewPlan(w.ctx, w.actor('editor'), { from: monday, weeks: 4 })
  expect(again).toMatchObject({ added: [], changed: [], removed: [], same: 20 })
})

test('planning anew keeps what people fixed, and shows what else would change', async () => {
  const w = await bakery()
  await save(w, { cadences: [cadence(w.channel)] })
  await apply(w)
  const [first] = await planned(w)
  if (!first) throw new Error('nothing planned')
  await changePlanned(w.ctx, w.actor('editor'), first.id, {
    civil: '2030-01-12T18:30',
    category: 'promotional',
  })
  await save(w, { cadences: [cadence(w.channel, 3)] })
  const draft = await previewPlan(w.ctx, w.actor('editor'), { from: monday, weeks: 4 })
  expect(draft.kept).toBe(1)
  expect(draft.removed.map(({ id }) => id)).not.toContain(first.id)
  await apply(w)
  const items = await planned(w)
  expect(items).toHaveLength(12)
  expect(items.find(({ id }) => id === first.id)).toMatchObject({ civil: '2030-01-12T18:30', fixed: true })
})

test('what is put where another is planned on the same channel is told, and not refused', async () => {
  const w = await bakery()
  const editor = w.actor('editor')
  const at = (civil: string) =>
    addPlanned(w.ctx, editor, PlannedBody.parse({ channelId: w.channel, civil, category: 'brand' }))
  const one = await at('2030-01-09T10:00')
  expect(one.meets).toBe(0)
  expect((await at('2030-01-09T10:00')).meets).toBe(1)
  const { id } = await at('2030-01-10T10:00')
  expect(await changePlanned(w.ctx, editor, id, { civil: '2030-01-09T10:00' })).toMatchObject({ meets: 2 })
  expect(await changePlanned(w.ctx, editor, id, { civil: '2030-01-09T10:01' })).toMatchObject({ meets: 0 })
})

test('a plan that was looked at before something changed is not applied', async () => {
  const w = await bakery()
  await save(w, { cadences: [cadence(w.channel)] })
  const { digest } = await previewPlan(w.ctx, w.actor('editor'), { from: monday, weeks: 2 })
  await addPlanned(
    w.ctx,
    w.actor('editor'),
    PlannedBody.parse({ channelId: w.channel, civil: '2030-01-09T10:00', category: 'brand' }),
  )
  await expect(applyPlan(w.ctx, w.actor('editor'), { from: monday, weeks: 2, digest })).rejects.toMatchObject(
    { code: 'content_plan.outdated' },
  )
})

test.each(['Pacific/Auckland', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'a channel in %s has its whole week, and planning anew finds all of it again',
  async (zone) => {
    const w = await bakery(zone)
    const times = { weekdays: [1, 7], times: ['00:15', '23:45'] }
    await save(w, { cadences: [{ ...cadence(w.channel, 4), ...times }], rules: { spacingMinutes: 0 } })
    await apply(w, 2)
    expect((await planned(w)).map(({ civil }) => civil)).toEqual([
      ...['2030-01-07T00:15', '2030-01-07T23:45', '2030-01-13T00:15', '2030-01-13T23:45'],
      ...['2030-01-14T00:15', '2030-01-14T23:45', '2030-01-20T00:15', '2030-01-20T23:45'],
    ])
    const again = await previewPlan(w.ctx, w.actor('editor'), { from: monday, weeks: 2 })
    expect(again).toMatchObject({ added: [], changed: [], removed: [], same: 8 })
  },
)

test('weekly slots are the times of a channel that names none, and their category is kept', async () => {
  const w = await bakery()
  await w.ctx.db
    .insertInto('slots')
    .values({
      workspaceId: w.workspaceId,
      channelId: w.channel,
      weekday: 4,
      atTime: '12:15',
      category: 'promotional',
    })
    .execute()
  await save(w, { cadences: [cadence(w.channel, 1)] })
  await apply(w, 2)
  expect(await planned(w)).toMatchObject([
    { civil: '2030-01-10T12:15', category: 'promotional' },
    { civil: '2030-01-17T12:15', category: 'promotional' },
  ])
})

test('holidays are named on the post, or left free', async () => {
  const w = await bakery()
  const body = (holidays: string) => ({ cadences: [cadence(w.channel)], rules: { country: 'LV', holidays } })
  await save(w, body('name'))
  const named = await previewPlan(w.ctx, w.actor('editor'), { from: '2030-04-15', weeks: 2 })
  expect(named.added.find(({ civil }) => civil.startsWith('2030-04-19'))?.occasion).toBe('Good Friday')
  await save(w, body('free'))
  const free = await previewPlan(w.ctx, w.actor('editor'), { from: '2030-04-15', weeks: 2 })
  expect(free.added.some(({ civil }) => civil.startsWith('2030-04-19'))).toBe(false)
  await expect(save(w, { rules: { country: 'XX' } })).rejects.toMatchObject({
    code: 'content_plan.no_country',
  })
})

test('a planned post becomes a draft with all that the plan knows; the same one when asked again', async () => {
  const w = await bakery()
  const pillar = { id: crypto.randomUUID(), name: 'Craft', share: 100 }
  await save(w, { cadences: [cadence(w.channel, 1)], pillars: [pillar] })
  await apply(w, 1)
  const [one] = await planned(w)
  if (!one) throw new Error('nothing planned')
  const { postId } = await writePlanned(w.ctx, w.actor('contributor'), one.id)
  expect(await writePlanned(w.ctx, w.actor('contributor'), one.id)).toEqual({ postId })
  const post = await w.ctx.db
    .selectFrom('posts')
    .selectAll()
    .where('id', '=', postId)
    .executeTakeFirstOrThrow()
  expect(post).toMatchObject({
    stage: 'draft',
    category: one.category,
    pillarId: pillar.id,
    wishZone: 'Europe/Riga',
  })
  expect(await planned(w)).toEqual([])
  const draft = await previewPlan(w.ctx, w.actor('editor'), { from: monday, weeks: 1 })
  expect(draft).toMatchObject({ added: [], removed: [], counted: 1 })
  await deletePost(w.ctx, w.actor('editor'), postId)
  expect(await planned(w)).toMatchObject([{ id: one.id, postId: null }])
})

test('who does not plan on all channels plans none of the whole', async () => {
  const w = await bakery()
  const partly = {
    ...w.actor('editor'),
    channels: { chosenOnly: false, parts: { [w.channel]: 'analyst' as const } },
  }
  const whole = { code: 'reach.whole_only' }
  await expect(previewPlan(w.ctx, partly, { from: monday, weeks: 1 })).rejects.toMatchObject(whole)
  await expect(applyPlan(w.ctx, partly, { from: monday, weeks: 1, digest: '' })).rejects.toMatchObject(whole)
})

test('two pillars change their names with each other; one that is left out is put away and its posts keep it', async () => {
  const w = await bakery()
  const [a, b] = [crypto.randomUUID(), crypto.randomUUID()]
  await save(w, {
    pillars: [
      { id: a, name: 'Craft', share: 50 },
      { id: b, name: 'People', share: 50 },
    ],
  })
  const swapped = [
    { id: a, name: 'People', share: 50 },
    { id: b, name: 'Craft', share: 50 },
  ]
  expect(await save(w, { pillars: swapped })).toMatchObject({ pillars: swapped })
  expect((await save(w, { pillars: [{ id: b, name: 'Craft', share: 100 }] })).pillars).toHaveLength(1)
})

test('ids of another workspace are refused, and nothing of it is changed', async () => {
  const w = await bakery()
  const theirs = { id: crypto.randomUUID(), name: 'Theirs', share: 100 }
  await save(w, { pillars: [theirs], cadences: [cadence(w.channel)] })
  const there = await w.tenant()
  const body = (more: object) =>
    ContentPlanBody.parse({
      ...{ version: 0, shares: { engaging: 40, brand: 30, educational: 25, promotional: 5 } },
      ...{ pillars: [], rubrics: [], cadences: [], rules: {}, ...more },
    })
  const owner = there.actor('owner')
  await expect(savePlan(w.ctx, owner, body({ cadences: [cadence(w.channel)] }))).rejects.toMatchObject({
    code: 'content_plan.no_channel',
  })
  await expect(
    savePlan(w.ctx, owner, body({ pillars: [{ ...theirs, name: 'Mine' }] })),
  ).rejects.toMatchObject({
    code: 'content_plan.foreign_id',
  })
  expect((await readPlan(w.ctx.db, w.actor('editor'))).pillars).toMatchObject([{ name: 'Theirs' }])
})

test.each([
  ['2030-01-02', 1, 'content_plan.begins_past'],
  ['2030-01-03', 26, 'content_plan.no_cadence'],
])('planning from %s for %i weeks says why it cannot be', async (from, weeks, code) => {
  const w = await bakery()
  await expect(previewPlan(w.ctx, w.actor('editor'), { from, weeks })).rejects.toMatchObject({ code })
})
