import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { contentFor } from './contract.ts'
import { createPost } from './make.ts'
import { pagePosts, readPost } from './read.ts'
import { deliveriesOf, join, newsroom, picture, writing } from './samples.ts'
import { changePost } from './write.ts'

const create = (w: World, ...[text, channels, more]: Parameters<typeof writing>) =>
  createPost(w.ctx, w.actor('editor'), writing(text, channels, more))

const parts = (...texts: string[]) => ({
  title: '',
  parts: texts.map((text) => ({ text, media: [], poll: null, link: null, quote: null })),
  firstReply: null,
  languages: [],
})

test('a variant follows the idea field by field until it says something of its own', () => {
  const idea = { ...parts('One', 'Two'), title: 'Idea' }
  expect(contentFor(idea, null)).toBe(idea)
  const own = contentFor(idea, { parts: [{ text: 'Mine' }, {}, { text: 'More' }] })
  expect(own.parts.map((part) => part.text)).toEqual(['Mine', 'Two', 'More'])
  expect(own.title).toBe('Idea')
  const photo = { ...idea, parts: [{ ...idea.parts[0], media: ['photo'] }] } as never
  expect(contentFor<unknown>(photo, { parts: [{ text: 'Mine' }] }).parts[0]).toMatchObject({
    text: 'Mine',
    media: ['photo'],
  })
  expect(contentFor(idea, { parts: [{ text: 'Mine', media: [] }], firstReply: null }).parts).toHaveLength(1)
})

test('the same client id makes one post, also when both requests come at once', async () => {
  const w = await newsroom()
  const clientId = crypto.randomUUID()
  const [one, two] = await Promise.all([
    create(w, 'Bread', [], { clientId }),
    create(w, 'Bread', [], { clientId }),
  ])
  expect(one.id).toBe(two.id)
  expect(await create(w, 'Other words', [], { clientId })).toMatchObject({
    id: one.id,
    content: { parts: [{ text: 'Bread' }] },
  })
})

test('what a workspace does not have cannot be put into its posts', async () => {
  const w = await newsroom()
  const there = await w.tenant()
  const channel = await join(w, { workspaceId: there.workspaceId })
  await expect(create(w, 'Bread', [channel])).rejects.toMatchObject({ code: 'post.no_channel' })
  const media = [{ id: crypto.randomUUID() }]
  await expect(create(w, 'Bread', [], { content: { parts: [{ text: '', media }] } })).rejects.toMatchObject({
    code: 'post.no_media',
  })
  await expect(create(w, 'Bread', [], { goalId: crypto.randomUUID() })).rejects.toMatchObject({
    code: 'post.no_goal',
  })
  await expect(create(w, 'Bread', [], { campaignId: crypto.randomUUID() })).rejects.toMatchObject({
    code: 'post.no_campaign',
  })
})

test('another tenant neither reads nor changes a post', async () => {
  const w = await newsroom()
  const { id } = await create(w, 'Bread', [])
  const there = await w.tenant()
  await expect(readPost(w.ctx, there.actor('owner'), id)).rejects.toMatchObject({ code: 'post.not_found' })
  await expect(
    changePost(w.ctx, there.actor('owner'), id, { version: 1, category: 'brand' }),
  ).rejects.toMatchObject({ code: 'post.not_found' })
})

test('a save changes only what it names, and a save of nothing new makes no version', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const first = await create(w, 'Bread', [channel])
  const second = await changePost(w.ctx, w.actor('editor'), first.id, { version: 1, category: 'brand' })
  expect(second).toMatchObject({ version: 2, category: 'brand', content: { parts: [{ text: 'Bread' }] } })
  const third = await changePost(w.ctx, w.actor('editor'), first.id, { version: 2, category: 'brand' })
  expect(third.version).toBe(2)
})

test('two people who touch different things both win', async () => {
  const w = await newsroom()
  const [here, there] = [await join(w), await join(w)]
  const { id } = await create(w, 'Bread', [here, there])
  const own = (channelId: string, text: string) => [
    { channelId, content: { parts: [{ text }] }, options: {} },
  ]
  await changePost(w.ctx, w.actor('editor'), id, { version: 1, variants: own(here, 'Bread here') })
  await changePost(w.ctx, w.actor('manager'), id, { version: 1, variants: own(there, 'Bread there') })
  const post = await changePost(w.ctx, w.actor('manager'), id, { version: 1, category: 'engaging' })
  const texts = post.variants.map((variant) => variant.content?.parts?.[0]?.text)
  expect(texts.sort()).toEqual(['Bread here', 'Bread there'])
})

test('two people who touch the same thing are told, and neither side is lost', async () => {
  const w = await newsroom()
  const { id } = await create(w, 'Bread', [])
  await changePost(w.ctx, w.actor('editor'), id, { version: 1, content: parts('Rye bread') })
  const mine = changePost(w.ctx, w.actor('manager'), id, { version: 1, content: parts('Wheat bread') })
  await expect(mine).rejects.toMatchObject({
    code: 'post.changed',
    kind: 'conflict',
    facts: {
      fields: ['content'],
      current: 2,
      post: { content: { parts: [{ text: 'Rye bread' }] }, version: 2 },
    },
  })
  const saved = await changePost(w.ctx, w.actor('manager'), id, { version: 2, content: parts('Wheat bread') })
  expect(saved.version).toBe(3)
})

test('savers at the same instant do not overwrite one another', async () => {
  const w = await newsroom()
  const { id } = await create(w, 'Bread', [])
  const saves = Array.from({ length: 8 }, (_, i) =>
    changePost(w.ctx, w.actor('editor'), id, { version: 1, content: parts(`Bread ${i}`) }),
  )
  const done = await Promise.allSettled(saves)
  expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
})

test('words changed after scheduling go out, at the same time', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const post = await create(w, 'Bread', [channel], { schedule: { kind: 'at', at: '2030-01-02T09:00' } })
  const [before] = await deliveriesOf(w, post.id)
  await changePost(w.ctx, w.actor('editor'), post.id, { version: post.version, content: parts('Rye bread') })
  const [after] = await deliveriesOf(w, post.id)
  expect(after).toMatchObject({
    id: before?.id,
    dueAt: before?.dueAt,
    content: { parts: [{ text: 'Rye bread' }] },
  })
  expect(after?.digest).not.toBe(before?.digest)
})

test('a change that a network would refuse is not let into a scheduled post', async () => {
  const w = await newsroom()
  const post = await create(w, 'Bread', [await join(w)], { schedule: { kind: 'at', at: '2030-01-02T09:00' } })
  const long = parts('This text is rather longer than forty letters')
  await expect(
    changePost(w.ctx, w.actor('editor'), post.id, { version: post.version, content: long }),
  ).rejects.toMatchObject({ code: 'post.not_ready' })
  expect((await readPost(w.ctx, w.actor('owner'), post.id)).content.parts[0]?.text).toBe('Bread')
})

test('a channel taken off a scheduled post is called back, one put on goes out with the others', async () => {
  const w = await newsroom()
  const [off, on] = [await join(w), await join(w)]
  const post = await create(w, 'Bread', [off], { schedule: { kind: 'at', at: '2030-01-02T09:00' } })
  await changePost(w.ctx, w.actor('editor'), post.id, {
    version: post.version,
    variants: [{ channelId: on, content: null, options: {} }],
    withoutChannels: [off],
  })
  const states = (await deliveriesOf(w, post.id)).map((row) => [
    row.channelId,
    `${row.state} ${row.dueAt.toISOString()}`,
  ])
  expect(Object.fromEntries(states)).toEqual({
    [off]: 'cancelled 2030-01-02T07:00:00.000Z',
    [on]: 'scheduled 2030-01-02T07:00:00.000Z',
  })
})

test('a failed delivery takes the mended words and still waits for a person', async () => {
  const w = await newsroom()
  const post = await create(w, 'Bread', [await join(w)], { schedule: { kind: 'now' } })
  await w.ctx.db.updateTable('deliveries').set({ state: 'failed' }).where('postId', '=', post.id).execute()
  w.clock.on(3_600_000)
  await changePost(w.ctx, w.actor('editor'), post.id, {
    version: post.version,
    content: parts('Better bread'),
  })
  expect(await deliveriesOf(w, post.id)).toMatchObject([
    { state: 'failed', content: { parts: [{ text: 'Better bread' }] } },
  ])
})

test('who may not publish writes, and cannot touch what is scheduled', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const contributor = w.actor('contributor')
  const schedule = { kind: 'at', at: '2030-01-02T09:00' }
  await expect(
    createPost(w.ctx, contributor, writing('Bread', [channel], { schedule })),
  ).rejects.toMatchObject({
    code: 'post.may_not_publish',
  })
  const post = await create(w, 'Bread', [channel], { schedule })
  await expect(
    changePost(w.ctx, contributor, post.id, { version: post.version, category: 'brand' }),
  ).rejects.toMatchObject({ code: 'post.scheduled' })
})

test('a picture that left the library leaves the post, and comes back with it', async () => {
  const w = await newsroom()
  const media = await picture(w)
  const { id } = await create(w, '', [], { content: { parts: [{ media: [{ id: media, alt: 'A loaf' }] }] } })
  await w.ctx.db.updateTable('media').set({ deletedAt: new Date() }).where('id', '=', media).execute()
  expect((await readPost(w.ctx, w.actor('owner'), id)).content.parts[0]?.media).toEqual([])
  await w.ctx.db.updateTable('media').set({ deletedAt: null }).where('id', '=', media).execute()
  expect((await readPost(w.ctx, w.actor('owner'), id)).content.parts[0]?.media).toMatchObject([
    { alt: 'A loaf' },
  ])
})

test('posts are listed newest first, filtered and paged', async () => {
  const w = await newsroom()
  const [one, two] = [await join(w), await join(w)]
  for (let i = 0; i < 5; i++) await create(w, `Bread ${i}`, [one], { category: i % 2 ? 'brand' : null })
  await create(w, 'Cake 100%', [two], { schedule: { kind: 'now' } })
  const list = async (query: object) =>
    (await pagePosts(w.ctx, w.actor('owner'), { limit: 50, deleted: false, ...query })).items.map(
      (item) => item.text,
    )
  expect(await list({ channel: [one], category: ['brand'] })).toEqual(['Bread 3', 'Bread 1'])
  expect(await list({ category: ['none', 'brand'], stage: ['draft'] })).toHaveLength(5)
  expect(await list({ state: ['scheduled'] })).toEqual(['Cake 100%'])
  expect(await list({ state: ['failed'] })).toEqual([])
  expect(await list({ text: '100%' })).toEqual(['Cake 100%'])
  expect(await list({ text: 'BREAD 4' })).toEqual(['Bread 4'])
  expect(await list({ campaign: 'none', goal: 'none' })).toHaveLength(6)
  const page = await pagePosts(w.ctx, w.actor('owner'), { limit: 4, deleted: false })
  const rest = await pagePosts(w.ctx, w.actor('owner'), { limit: 4, deleted: false, cursor: page.next ?? '' })
  const all = [...page.items, ...rest.items].map((item) => item.text)
  expect(all).toEqual(['Cake 100%', 'Bread 4', 'Bread 3', 'Bread 2', 'Bread 1', 'Bread 0'])
  expect(rest.next).toBeNull()
  await expect(
    pagePosts(w.ctx, w.actor('owner'), { limit: 4, deleted: false, cursor: 'nonsense' }),
  ).rejects.toMatchObject({ code: 'post.bad_cursor' })
})

test('every change leaves a line in the audit log', async () => {
  const w = await newsroom()
  const post = await create(w, 'Bread', [await join(w)], { schedule: { kind: 'now' } })
  const rows = await w.ctx.db
    .selectFrom('auditLog')
    .select('action')
    .where('workspaceId', '=', w.workspaceId)
    .where('subjectId', '=', post.id)
    .orderBy('id')
    .execute()
  expect(rows.map((row) => row.action)).toEqual(expect.arrayContaining(['post.written', 'post.scheduled']))
})
