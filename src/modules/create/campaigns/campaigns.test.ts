import { expect, test } from 'vitest'
import { makeChannel } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { CampaignBody, CampaignChange } from './contract.ts'
import { findCampaigns } from './queries.ts'
import { addCampaign, archiveCampaign, changeCampaign, restoreCampaign } from './service.ts'
import { findStanding } from './standing.ts'

const begin = (w: World, name: string) =>
  addCampaign(w.ctx, w.actor('editor'), CampaignBody.parse({ name, colour: 'teal' }))

test('a campaign begins, changes and is archived without losing its posts', async () => {
  const w = await world()
  const { id } = await begin(w, 'Spring')
  await w.ctx.db
    .insertInto('posts')
    .values({ workspaceId: w.workspaceId, content: '{}', campaignId: id })
    .execute()
  const changed = await changeCampaign(w.ctx, w.actor('editor'), id, {
    startsOn: '2030-03-01',
    endsOn: '2030-05-31',
  })
  expect(changed).toMatchObject({ name: 'Spring', colour: 'teal', startsOn: '2030-03-01', posts: 1 })
  await archiveCampaign(w.ctx, w.actor('editor'), id)
  expect(await findCampaigns(w.ctx.db, w.actor('owner'), false)).toEqual([])
  expect(await findCampaigns(w.ctx.db, w.actor('owner'), true)).toMatchObject([{ id, posts: 1 }])
})

test('two living campaigns have two names, whatever their case', async () => {
  const w = await world()
  const { id } = await begin(w, 'Spring')
  await expect(begin(w, 'SPRING')).rejects.toMatchObject({ code: 'campaign.name_taken' })
  await archiveCampaign(w.ctx, w.actor('editor'), id)
  await begin(w, 'spring')
  await expect(restoreCampaign(w.ctx, w.actor('editor'), id)).rejects.toMatchObject({
    code: 'campaign.name_taken',
  })
})

test('a campaign does not end before it starts', async () => {
  const w = await world()
  const { id } = await begin(w, 'Spring')
  await changeCampaign(w.ctx, w.actor('editor'), id, { startsOn: '2030-03-01' })
  await expect(changeCampaign(w.ctx, w.actor('editor'), id, { endsOn: '2030-02-01' })).rejects.toMatchObject({
    code: 'campaign.ends_before',
  })
})

test("a neighbour's campaign is not there", async () => {
  const w = await world()
  const { id } = await begin(w, 'Spring')
  const there = await w.tenant()
  await expect(changeCampaign(w.ctx, there.actor('owner'), id, { name: 'X' })).rejects.toMatchObject({
    code: 'campaign.not_found',
  })
})

test('brief, hashtags and links are kept; a hashtag is one with or without its sign, and never twice', async () => {
  const w = await world()
  const { id } = await begin(w, 'Spring')
  const change = { hashtags: ['#Весна', 'xuân', '#ขนมปัง'], links: [{ url: 'https://bakery.example/spring' }] }
  const changed = await changeCampaign(w.ctx, w.actor('editor'), id, {
    brief: 'Rolls with rhubarb.',
    ...CampaignChange.parse(change),
  })
  expect(changed).toMatchObject({
    brief: 'Rolls with rhubarb.',
    hashtags: ['Весна', 'xuân', 'ขนมปัง'],
    links: [{ name: '', url: 'https://bakery.example/spring' }],
    version: 2,
  })
  const refused = (body: object) => CampaignChange.safeParse(body).success
  expect(refused({ hashtags: ['#Rolls', 'rolls'] })).toBe(false)
  expect(refused({ hashtags: ['two words'] })).toBe(false)
  expect(refused({ hashtags: ['2030'] })).toBe(false)
  expect(refused({ links: [{ url: 'javascript:alert(1)' }] })).toBe(false)
})

test('whoever saves over what another saved meanwhile is told so', async () => {
  const w = await world()
  const { id } = await begin(w, 'Spring')
  await changeCampaign(w.ctx, w.actor('editor'), id, { brief: 'First', version: 1 })
  await expect(
    changeCampaign(w.ctx, w.actor('editor'), id, { brief: 'Second', version: 1 }),
  ).rejects.toMatchObject({
    code: 'campaign.changed_since',
    facts: { campaign: { brief: 'First', version: 2 } },
  })
})

const sent = () => ({
  ...{ nextAt: new Date(), key: crypto.randomUUID(), content: '{}', digest: 'x' },
})

test('of two who save at once one is told', async () => {
  const w = await world()
  const { id } = await begin(w, 'Spring')
  const save = (brief: string) => changeCampaign(w.ctx, w.actor('editor'), id, { brief, version: 1 })
  const both = await Promise.allSettled([save('One'), save('Two')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('how far it is: ideas, drafts, what is to come and what is out, by channels that the viewer sees', async () => {
  const w = await world()
  const make = () => makeChannel(w.ctx, w.workspaceId)
  const [here, there] = [await make(), await make()]
  const { id } = await begin(w, 'Spring')
  const { workspaceId } = w
  const posts = await w.ctx.db
    .insertInto('posts')
    .values([
      { workspaceId, content: '{}', campaignId: id },
      { workspaceId, content: '{}', campaignId: id, stage: 'scheduled' },
      { workspaceId, content: '{}', campaignId: id, deletedAt: new Date() },
      { workspaceId, content: '{}' },
    ])
    .returning('id')
    .execute()
  const [, scheduled = '', , other = ''] = posts.map((post) => post.id)
  const due = new Date('2031-05-01T08:00:00Z')
  await w.ctx.db
    .insertInto('deliveries')
    .values(
      [
        { postId: scheduled, channelId: here, state: 'published', dueAt: new Date('2030-04-01T08:00:00Z') },
        { postId: scheduled, channelId: there, state: 'scheduled', dueAt: due },
        { postId: other, channelId: here, state: 'failed', dueAt: due },
      ].map((row) => ({ ...sent(), workspaceId, network: 'fake', ...row })),
    )
    .execute()
  expect(await findStanding(w.ctx.db, w.actor('owner'), id)).toEqual({
    ...{ planned: 0, drafts: 1, proposed: 0, toCome: 1, out: 1, trouble: 0, goals: [] },
    ...{ nextAt: due.toISOString(), firstOutAt: null, lastOutAt: null },
  })
  const guest = { ...w.actor('editor'), channels: { chosenOnly: true, parts: { [here]: 'own' as const } } }
  expect(await findStanding(w.ctx.db, guest, id)).toMatchObject({ toCome: 0, out: 1, nextAt: null })
})
