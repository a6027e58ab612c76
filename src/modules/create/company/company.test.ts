import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import { member } from '../approval/samples.ts'
import { createPost } from '../posts/make.ts'
import { join, newsroom, writing } from '../posts/samples.ts'
import { listColleagues } from './colleagues.ts'
import { PresenceBody } from './contract.ts'
import { joinCompany, leaveCompany, readCompany } from './service.ts'

async function start(w: World) {
  const [anna, boris] = [await member(w, 'editor', 'Anna'), await member(w, 'editor', 'Boris')]
  const channel = await join(w)
  const { id } = await createPost(w.ctx, anna, writing('Bread', [channel]))
  return { anna, boris, channel, id }
}

const tab = () => crypto.randomUUID()
const here = (w: World, actor: Actor, id: string, one: string, body: object = {}) =>
  joinCompany(w.ctx, actor, id, one, PresenceBody.parse(body))

test('two who have a post open see each other, and where in it they are', async () => {
  const w = await newsroom()
  const { anna, boris, channel, id } = await start(w)
  const [one, other] = [tab(), tab()]
  expect(await here(w, anna, id, one, { writes: true })).toEqual([])
  expect(await here(w, boris, id, other, { channelId: channel, writes: true })).toMatchObject([
    { name: 'Anna', channelId: null, writes: true },
  ])
  expect(await readCompany(w.ctx, anna, id)).toMatchObject([
    { name: 'Boris', channelId: channel, writes: true, elsewhere: false },
  ])
  await leaveCompany(w.ctx, boris, id, other)
  expect(await readCompany(w.ctx, anna, id)).toEqual([])
})

test('who says nothing for a while is gone, and whoever stays is told so by their next beat', async () => {
  const w = await newsroom()
  const { anna, boris, id } = await start(w)
  const [one, other] = [tab(), tab()]
  await here(w, anna, id, one)
  await here(w, boris, id, other)
  w.clock.to('2030-01-01T08:00:41Z')
  expect(await here(w, anna, id, one)).toEqual([])
  const rows = await w.ctx.db.selectFrom('postCompany').select('personId').where('postId', '=', id).execute()
  expect(rows).toEqual([{ personId: anna.id }])
})

test('a person with two tabs is one, and counts as writing when one of them writes', async () => {
  const w = await newsroom()
  const { anna, boris, id } = await start(w)
  await here(w, boris, id, tab(), { writes: true })
  await here(w, boris, id, tab(), { writes: false })
  expect(await readCompany(w.ctx, anna, id)).toMatchObject([{ name: 'Boris', writes: true }])
})

test('others are told when somebody comes, moves or goes, and not with each beat', async () => {
  const w = await newsroom()
  const { anna, channel, id } = await start(w)
  const heard: string[] = []
  const ready = Promise.withResolvers<void>()
  const stop = w.ctx.events.follow(w.workspaceId, ({ topic }) =>
    topic === 'all' ? ready.resolve() : void heard.push(topic),
  )
  await ready.promise
  const one = tab()
  await here(w, anna, id, one)
  await here(w, anna, id, one)
  await here(w, anna, id, one, { channelId: channel })
  await leaveCompany(w.ctx, anna, id, one)
  await leaveCompany(w.ctx, anna, id, one)
  await expect.poll(() => heard.length).toBe(3)
  stop()
  expect(heard).toEqual(['company', 'company', 'company'])
})

test('many who come at the same time after a long silence do not wait for each other', async () => {
  const w = await newsroom()
  const { anna, boris, id } = await start(w)
  const tabs = Array.from({ length: 6 }, (_, n) => ({ actor: n % 2 ? anna : boris, one: tab() }))
  const all = () => Promise.all(tabs.map(({ actor, one }) => here(w, actor, id, one, { writes: true })))
  await all()
  w.clock.to('2030-01-01T09:00:00Z')
  await all()
  expect(
    await w.ctx.db.selectFrom('postCompany').select('tab').where('postId', '=', id).execute(),
  ).toHaveLength(6)
})

test('where somebody is on a channel that one does not see is not told, nor who is in a post that one does not see', async () => {
  const w = await newsroom()
  const { anna, boris, channel, id } = await start(w)
  const hidden = await join(w)
  const { id: both } = await createPost(w.ctx, anna, writing('Both', [channel, hidden]))
  await here(w, boris, both, tab(), { channelId: hidden, writes: true })
  const limited: Actor = { ...anna, channels: { chosenOnly: true, parts: { [channel]: 'editor' } } }
  expect(await readCompany(w.ctx, limited, both)).toMatchObject([{ channelId: null, elsewhere: true }])
  const { id: unseen } = await createPost(w.ctx, boris, writing('Hidden', [hidden]))
  await expect(readCompany(w.ctx, limited, unseen)).rejects.toMatchObject({ code: 'company.no_post' })
  await expect(here(w, limited, unseen, tab())).rejects.toMatchObject({ code: 'company.no_post' })
  // Who may not write all of it does not seem to write.
  await here(w, limited, both, tab(), { writes: true })
  expect(await readCompany(w.ctx, boris, both)).toMatchObject([{ name: 'Anna', writes: false }])
  const there = await w.tenant()
  await expect(readCompany(w.ctx, there.actor('owner'), id)).rejects.toMatchObject({
    code: 'company.no_post',
  })
})

test('whom one can call upon, and whether they see the post', async () => {
  const w = await newsroom()
  const { anna, boris, channel, id } = await start(w)
  const channelRoles = JSON.stringify({ chosenOnly: false, parts: { [channel]: 'none' } })
  await w.ctx.db.updateTable('members').set({ channelRoles }).where('userId', '=', boris.id).execute()
  const people = await listColleagues(w.ctx.db, anna, id)
  expect(people.filter(({ name }) => name === 'Anna' || name === 'Boris')).toMatchObject([
    { name: 'Anna', sees: true },
    { name: 'Boris', sees: false },
  ])
})
