import { expect, test } from 'vitest'
import { makeChannel } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { ContentPlanBody, previewPlan, readPlan, savePlan } from '../content-plan/index.ts'
import { ProposalBody, TemplateContent, TemplateFile } from './contract.ts'
import { builtIns } from './examples/index.ts'
import { propose } from './propose.ts'
import {
  changeTemplate,
  fileOf,
  importTemplate,
  keepTemplate,
  listTemplates,
  proposePlan,
  readTemplate,
  removeTemplate,
} from './service.ts'

const shares = { engaging: 40, brand: 30, educational: 25, promotional: 5 }
const pillar = { name: 'Craft', about: 'Rye', share: 100 }
const rubric = { name: 'Tip Tuesday', hint: 'Rye', weekday: 2, time: '09:00' }

const planned = async (w: World, channelId: string) => {
  const { version } = await readPlan(w.ctx.db, w.actor('editor'))
  const [id, pillarId] = [crypto.randomUUID(), crypto.randomUUID()]
  const body = ContentPlanBody.parse({
    ...{ version, shares, pillars: [{ ...pillar, id: pillarId }] },
    rubrics: [{ ...rubric, id, category: 'educational', pillarId, channelIds: [channelId] }],
    cadences: [{ channelId, perWeek: 5, times: ['10:00'] }],
    rules: {
      ...{ spacingMinutes: 60, country: 'LV', holidays: 'free' },
      dates: [
        { name: 'Inventory', from: '2030-12-30', to: '2031-01-02', free: true },
        { name: 'Fair', from: '2030-05-02', to: '2030-05-02', channelIds: [channelId] },
      ],
    },
  })
  return savePlan(w.ctx, w.actor('editor'), body)
}

test('a plan that is kept begins another in a workspace of its own, with channels, ids and days of its own', async () => {
  const from = await world({ at: '2030-01-02T12:00:00Z' })
  const channel = await makeChannel(from.ctx, from.workspaceId)
  await planned(from, channel)
  const { id } = await keepTemplate(from.ctx, from.actor('editor'), { name: 'Bakery', about: 'One shop' })
  const file = await fileOf(from.ctx, from.actor('editor'), id)
  expect(JSON.stringify(file)).not.toMatch(/[0-9a-f]{8}-/)
  expect(file.content).toMatchObject({
    pillars: [{ name: 'Craft', about: 'Rye', share: 100 }],
    rubrics: [{ name: 'Tip Tuesday', pillar: 'Craft' }],
    lines: [{ perWeek: 5, times: ['10:00'] }],
    ...{ spacingMinutes: 60, country: 'LV', holidays: 'free' },
    dates: [{ name: 'Inventory', on: '12-30', days: 4, free: true }],
  })

  const to = await world({ at: '2031-01-01T12:00:00Z' })
  const other = await makeChannel(to.ctx, to.workspaceId)
  const read = TemplateFile.parse(JSON.parse(JSON.stringify(file)))
  const { content } = await importTemplate(to.ctx, to.actor('editor'), read)
  const { plan, homeless } = await proposePlan(to.ctx, to.actor('editor'), { content })
  expect(homeless).toEqual([])
  expect(plan).toMatchObject({
    version: 0,
    cadences: [{ channelId: other, perWeek: 5 }],
    rubrics: [{ name: 'Tip Tuesday', channelIds: [other], pillarId: plan.pillars[0]?.id }],
    // It is going on: the days that began last year are not over.
    rules: { dates: [{ name: 'Inventory', from: '2030-12-30', to: '2031-01-02' }], country: 'LV' },
  })
  expect(await readPlan(to.ctx.db, to.actor('editor'))).toMatchObject({ version: 0 })
  await savePlan(to.ctx, to.actor('editor'), ContentPlanBody.parse(plan))
  const draft = await previewPlan(to.ctx, to.actor('editor'), { from: '2031-01-06', weeks: 2 })
  expect(draft.added.length).toBe(10)
})

test('begun over a plan: names that are there keep their ids, goals and days, and campaigns stay', async () => {
  const w = await world({ at: '2030-01-02T12:00:00Z' })
  const channel = await makeChannel(w.ctx, w.workspaceId)
  const before = await planned(w, channel)
  const content = TemplateContent.parse({
    ...{ shares, lines: [{ perWeek: 2 }] },
    pillars: [
      { name: 'craft', share: 50 },
      { name: 'People', share: 50 },
    ],
    rubrics: [
      { name: 'Tip Tuesday', weekday: 3, time: '10:00', category: 'brand' },
      { name: 'Elsewhere', weekday: 4, time: '10:00', category: 'brand', networks: ['nowhere'] },
    ],
    dates: [{ name: 'Fair', on: '02-29' }],
  })
  const { plan, homeless } = await proposePlan(w.ctx, w.actor('editor'), ProposalBody.parse({ content }))
  expect(plan.pillars.map(({ id }) => id === before.pillars[0]?.id)).toEqual([true, false])
  expect(plan.rubrics[0]).toMatchObject({ id: before.rubrics[0]?.id, weekday: 3, channelIds: [channel] })
  expect(homeless).toEqual(['Elsewhere'])
  expect(plan.rules.dates.map(({ name, from }) => [name, from])).toEqual([
    ['Inventory', '2030-12-30'],
    ['Fair', '2030-05-02'],
    ['Fair', '2030-02-28'],
  ])
  await savePlan(w.ctx, w.actor('editor'), ContentPlanBody.parse(plan))
})

test('lines of a network go to its channels in turn, and a channel can be told otherwise', () => {
  const content = TemplateContent.parse({
    ...{ shares, pillars: [], rubrics: [] },
    lines: [
      { network: 'mastodon', perWeek: 5 },
      { network: 'mastodon', perWeek: 2 },
      { network: null, perWeek: 1 },
    ],
  })
  const channels = ['a', 'b', 'c', 'd'].map((id) => ({ id, network: id === 'd' ? 'bluesky' : 'mastodon' }))
  const plan = { version: 3, shares, pillars: [], rubrics: [], cadences: [] }
  const rules = ContentPlanBody.shape.rules.parse({})
  const today = '2030-01-02'
  const taken = propose({ ...plan, rules }, { content }, channels, today)
  expect(taken.channels.map(({ line }) => line)).toEqual([0, 1, 1, 2])
  const told = [
    { channelId: 'a', line: null },
    { channelId: 'd', line: 0 },
  ]
  const otherwise = propose({ ...plan, rules }, { content, channels: told }, channels, today)
  expect(otherwise.plan.cadences).toMatchObject([{ channelId: 'd', perWeek: 5 }])
})

test('a template is renamed, renewed with the plan of now, and removed', async () => {
  const w = await world({ at: '2030-01-02T12:00:00Z' })
  const editor = w.actor('editor')
  await expect(keepTemplate(w.ctx, editor, { name: 'A', about: '' })).rejects.toMatchObject({
    code: 'plan_template.nothing',
  })
  const channel = await makeChannel(w.ctx, w.workspaceId)
  await planned(w, channel)
  const { id } = await keepTemplate(w.ctx, editor, { name: 'A', about: '' })
  await expect(keepTemplate(w.ctx, editor, { name: 'a', about: '' })).rejects.toMatchObject({
    code: 'plan_template.name_taken',
  })
  const plan = await readPlan(w.ctx.db, editor)
  await savePlan(w.ctx, editor, { ...plan, cadences: [], rubrics: [] })
  const renewed = await changeTemplate(w.ctx, editor, id, { name: 'a', renew: true })
  expect(renewed).toMatchObject({ name: 'a', content: { lines: [] } })
  expect(await listTemplates(w.ctx, editor)).toMatchObject([{ name: 'a', perWeek: 0, pillars: ['Craft'] }])
  await removeTemplate(w.ctx, editor, id)
  await expect(readTemplate(w.ctx, editor, id)).rejects.toMatchObject({ code: 'plan_template.not_found' })
})

test('a template names what is not there: the channel or the line is told', async () => {
  const w = await world({ at: '2030-01-02T12:00:00Z' })
  const channelId = await makeChannel(w.ctx, w.workspaceId)
  const content = TemplateContent.parse({ shares, pillars: [], rubrics: [], lines: [{ perWeek: 1 }] })
  const ask = (named: { channelId: string; line: number }) =>
    proposePlan(w.ctx, w.actor('editor'), { content, channels: [named] })
  await expect(ask({ channelId, line: 1 })).rejects.toMatchObject({ code: 'plan_template.no_line' })
  await expect(ask({ channelId: crypto.randomUUID(), line: 0 })).rejects.toMatchObject({
    code: 'plan_template.no_channel',
  })
})

test.for(['en', 'lv', 'ru', 'th', 'vi'])(
  'what comes built in is whole in %s, and says for whom it is',
  (language) => {
    const items = builtIns(language)
    expect(items.map(({ key }) => key)).toEqual(['alone', 'companies', 'shop', 'house', 'courses'])
    for (const { about, content } of items) {
      expect(about.length).toBeGreaterThan(60)
      expect(content.pillars.every(({ about: what, share }) => what && share > 0)).toBe(true)
      expect(content.rubrics.every(({ hint, pillar: on }) => hint && on)).toBe(true)
      if (language !== 'en') expect(about).not.toBe(builtIns('en').find((one) => one.about === about)?.about)
    }
  },
)
