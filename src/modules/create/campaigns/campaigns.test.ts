import { expect, test } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import { findCampaigns } from './queries.ts'
import { addCampaign, archiveCampaign, changeCampaign, restoreCampaign } from './service.ts'

const begin = (w: World, name: string) =>
  addCampaign(w.ctx, w.actor('editor'), { name, colour: 'teal', startsOn: null, endsOn: null })

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
