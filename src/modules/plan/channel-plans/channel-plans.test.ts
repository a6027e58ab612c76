import { expect, test } from 'vitest'
import { makeChannel } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { readChoice } from '../choice/service.ts'
import { ContentPlanBody } from '../content-plan/contract.ts'
import { previewPlan } from '../content-plan/planning.ts'
import { readPlan, savePlan } from '../content-plan/service.ts'
import { PersonBody } from '../team/contract.ts'
import { addPerson, removePerson } from '../team/service.ts'
import { ChannelPlanBody } from './contract.ts'
import { listChannelPlans, setCapacity, setChannelPlan } from './service.ts'

async function bakery(): Promise<World & { channel: string }> {
  const w = await world({ at: '2030-01-02T12:00:00Z' })
  return Object.assign(w, { channel: await makeChannel(w.ctx, w.workspaceId) })
}

const bodyOf = (more: object = {}) =>
  ChannelPlanBody.parse({
    ...{
      version: 0,
      purpose: 'Neighbours',
      audience: '',
      formats: ['film'],
      tone: 'warm',
      success: '',
      pillars: [],
    },
    ...{ perWeek: 4, weekdays: [1, 2, 4, 5], times: ['09:00'], replyMinutes: 120, ownerId: null, hours: 3.5 },
    ...more,
  })

test('a channel of which nothing was said has an empty plan; what is said stands and is read by planning', async () => {
  const w = await bakery()
  expect(await listChannelPlans(w.ctx, w.actor('client'))).toMatchObject({
    items: [{ channelId: w.channel, version: 0, perWeek: 0, owner: null }],
    capacityHours: null,
  })
  expect(await setChannelPlan(w.ctx, w.actor('editor'), w.channel, bodyOf())).toMatchObject({
    version: 1,
    purpose: 'Neighbours',
    hours: 3.5,
  })
  const draft = await previewPlan(w.ctx, w.actor('editor'), { from: '2030-01-07', weeks: 1 })
  expect(draft.added.map(({ civil }) => civil)).toEqual([
    ...['2030-01-07T09:00', '2030-01-08T09:00', '2030-01-10T09:00', '2030-01-11T09:00'],
  ])
})

test('of two who save at the same time the second is told; the content plan that was open is no longer the newest', async () => {
  const w = await bakery()
  await setChannelPlan(w.ctx, w.actor('editor'), w.channel, bodyOf())
  await expect(setChannelPlan(w.ctx, w.actor('editor'), w.channel, bodyOf())).rejects.toMatchObject({
    code: 'channel_plan.changed',
    facts: { plan: { purpose: 'Neighbours' } },
  })
  expect((await readPlan(w.ctx.db, w.actor('editor'))).version).toBe(1)
  await setChannelPlan(w.ctx, w.actor('editor'), w.channel, bodyOf({ version: 1, purpose: 'Guests' }))
  expect((await readPlan(w.ctx.db, w.actor('editor'))).version).toBe(1)
})

test('a content plan that is saved with another cadence changes that of the channel and nothing else of it', async () => {
  const w = await bakery()
  await setChannelPlan(w.ctx, w.actor('editor'), w.channel, bodyOf())
  const { version, shares, rules } = await readPlan(w.ctx.db, w.actor('editor'))
  const save = (perWeek: number, at: number) =>
    savePlan(
      w.ctx,
      w.actor('editor'),
      ContentPlanBody.parse({
        ...{ version: at, shares, rules, pillars: [], rubrics: [] },
        cadences: [{ channelId: w.channel, perWeek, weekdays: [1, 2, 4, 5], times: ['09:00'] }],
      }),
    )
  await save(4, version)
  expect((await listChannelPlans(w.ctx, w.actor('editor'))).items[0]).toMatchObject({
    version: 1,
    perWeek: 4,
  })
  await save(2, version + 1)
  const [plan] = (await listChannelPlans(w.ctx, w.actor('editor'))).items
  expect(plan).toMatchObject({ version: 2, perWeek: 2, purpose: 'Neighbours', hours: 3.5 })
})

test('nobody who is no member looks after a channel, and no pillar of elsewhere has a share', async () => {
  const w = await bakery()
  const set = (more: object) => setChannelPlan(w.ctx, w.actor('editor'), w.channel, bodyOf(more))
  await expect(set({ ownerId: 'nobody' })).rejects.toMatchObject({ code: 'channel_plan.no_owner' })
  const pillars = [{ pillarId: crypto.randomUUID(), share: 100 }]
  await expect(set({ pillars })).rejects.toMatchObject({ code: 'channel_plan.no_pillar' })
  expect(ChannelPlanBody.safeParse({ ...bodyOf(), pillars: [{ ...pillars[0], share: 60 }] }).success).toBe(
    false,
  )
  const there = await w.tenant()
  await expect(setChannelPlan(w.ctx, there.actor('owner'), w.channel, bodyOf())).rejects.toMatchObject({
    code: 'channel_plan.no_channel',
  })
})

test('what the team can give stands beside what the channels take', async () => {
  const w = await bakery()
  await setCapacity(w.ctx, w.actor('editor'), { hours: 12.5 })
  expect(await listChannelPlans(w.ctx, w.actor('client'))).toMatchObject({ capacityHours: 12.5 })
  expect((await readPlan(w.ctx.db, w.actor('editor'))).version).toBe(0)
})

test('once people of the team have hours theirs count, and the number typed before is kept and not used', async () => {
  const w = await bakery()
  await setCapacity(w.ctx, w.actor('editor'), { hours: 12.5 })
  const put = (name: string, minutes: number | null) =>
    addPerson(w.ctx, w.actor('owner'), PersonBody.parse({ name, minutes }))
  await put('Olga', null)
  expect(await listChannelPlans(w.ctx, w.actor('client'))).toMatchObject({
    capacityHours: 12.5,
    capacity: { from: 'typed', typed: 12.5, people: 0, untold: 1 },
  })
  await put('Ivan', 90)
  const { id } = await put('Anna', 600)
  expect(await listChannelPlans(w.ctx, w.actor('client'))).toMatchObject({
    capacityHours: 11.5,
    capacity: { from: 'people', typed: 12.5, people: 2, untold: 1 },
  })
  expect(await readChoice(w.ctx, w.actor('editor'))).toMatchObject({
    capacityHours: 11.5,
    capacityFrom: 'people',
  })
  await removePerson(w.ctx, w.actor('owner'), id)
  expect(await listChannelPlans(w.ctx, w.actor('client'))).toMatchObject({ capacityHours: 1.5 })
})
