import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { approvePost, declinePost, proposePost, withdrawPost } from './decide.ts'
import { createPost } from './make.ts'
import { pagePosts, readPost } from './read.ts'
import { deletePost, duplicatePost, purgeDeletedPosts, restorePost } from './remove.ts'
import { deliveriesOf, join, newsroom, writing } from './samples.ts'
import { changePost } from './write.ts'

const wish = { at: '2030-01-02T09:00', zone: 'Europe/Riga' }

async function proposal(w: World, more = {}) {
  const contributor = w.actor('contributor')
  const post = await createPost(w.ctx, contributor, writing('Bread', [await join(w)], { wish, ...more }))
  return proposePost(w.ctx, contributor, post.id)
}

test('a proposal that is approved is scheduled at its wish', async () => {
  const w = await newsroom()
  const post = await proposal(w)
  expect(post.stage).toBe('proposed')
  const approved = await approvePost(w.ctx, w.actor('client'), post.id, { version: post.version })
  expect(approved.stage).toBe('scheduled')
  expect((await deliveriesOf(w, post.id))[0]?.dueAt.toISOString()).toBe('2030-01-02T07:00:00.000Z')
})

test('those who decide are told of a proposal until it is decided', async () => {
  const w = await newsroom()
  const open = () =>
    w.ctx.db
      .selectFrom('notifications')
      .select(['kind', 'subjectId'])
      .where('workspaceId', '=', w.workspaceId)
      .where('resolvedAt', 'is', null)
      .execute()
  const post = await proposal(w)
  expect(await open()).toEqual([{ kind: 'post.proposed', subjectId: post.id }])
  await approvePost(w.ctx, w.actor('owner'), post.id, { version: post.version })
  expect(await open()).toEqual([])
  const declined = await proposal(w)
  await declinePost(w.ctx, w.actor('owner'), declined.id, { version: declined.version, words: 'No' })
  expect(await open()).toEqual([])
})

test('an approver may choose another time, when the wish has passed', async () => {
  const w = await newsroom()
  const post = await proposal(w)
  w.clock.to('2030-01-03T00:00:00Z')
  const approve = (when?: { kind: 'now' }) =>
    approvePost(w.ctx, w.actor('manager'), post.id, { version: post.version, when })
  await expect(approve()).rejects.toMatchObject({ code: 'post.in_the_past' })
  expect(await approve({ kind: 'now' })).toMatchObject({ stage: 'scheduled' })
})

test('what was changed since it was looked at is not approved unseen', async () => {
  const w = await newsroom()
  const seen = await proposal(w)
  await changePost(w.ctx, w.actor('contributor'), seen.id, { version: seen.version, category: 'brand' })
  await expect(
    approvePost(w.ctx, w.actor('manager'), seen.id, { version: seen.version }),
  ).rejects.toMatchObject({ code: 'post.changed' })
})

test('a declined proposal is a draft again and says why', async () => {
  const w = await newsroom()
  const post = await proposal(w)
  const words = 'The price is wrong.'
  const declined = await declinePost(w.ctx, w.actor('client'), post.id, { version: post.version, words })
  expect(declined).toMatchObject({ stage: 'draft', declinedWords: words })
  expect(await proposePost(w.ctx, w.actor('contributor'), post.id)).toMatchObject({
    stage: 'proposed',
    declinedWords: null,
  })
})

test('a proposal can be withdrawn; a draft cannot be decided', async () => {
  const w = await newsroom()
  const post = await proposal(w)
  const draft = await withdrawPost(w.ctx, w.actor('contributor'), post.id)
  expect(draft.stage).toBe('draft')
  await expect(
    approvePost(w.ctx, w.actor('owner'), post.id, { version: draft.version }),
  ).rejects.toMatchObject({ code: 'post.not_proposed' })
})

test('what would be refused at scheduling cannot be proposed', async () => {
  const w = await newsroom()
  const post = await createPost(w.ctx, w.actor('contributor'), writing('', [await join(w)]))
  await expect(proposePost(w.ctx, w.actor('contributor'), post.id)).rejects.toMatchObject({
    code: 'post.not_ready',
    fields: [{ code: 'empty' }],
  })
})

const scheduled = async (w: World) =>
  createPost(
    w.ctx,
    w.actor('editor'),
    writing('Bread', [await join(w)], { schedule: { kind: 'at', ...wish } }),
  )

test('a deleted post calls its deliveries back, and brings them along when it returns', async () => {
  const w = await newsroom()
  const post = await scheduled(w)
  await deletePost(w.ctx, w.actor('editor'), post.id)
  expect((await deliveriesOf(w, post.id)).map((row) => row.state)).toEqual(['cancelled'])
  await expect(readPost(w.ctx, w.actor('owner'), post.id)).rejects.toMatchObject({ code: 'post.not_found' })
  const trash = await pagePosts(w.ctx, w.actor('owner'), { limit: 9, deleted: true })
  expect(trash.items).toMatchObject([{ id: post.id }])
  const back = await restorePost(w.ctx, w.actor('editor'), post.id)
  expect(back).toMatchObject({ stage: 'scheduled', deletedAt: null, deliveries: [{ state: 'scheduled' }] })
})

test('a post that returns after its time is a draft', async () => {
  const w = await newsroom()
  const post = await scheduled(w)
  await deletePost(w.ctx, w.actor('editor'), post.id)
  w.clock.to('2030-01-05T00:00:00Z')
  expect(await restorePost(w.ctx, w.actor('editor'), post.id)).toMatchObject({ stage: 'draft' })
})

test('thirty days after its deletion a post is gone for good', async () => {
  const w = await newsroom()
  const post = await scheduled(w)
  await deletePost(w.ctx, w.actor('editor'), post.id)
  w.clock.on(29 * 86_400_000)
  await purgeDeletedPosts(w.ctx)
  expect((await pagePosts(w.ctx, w.actor('owner'), { limit: 9, deleted: true })).items).toHaveLength(1)
  w.clock.on(2 * 86_400_000)
  await purgeDeletedPosts(w.ctx)
  await expect(restorePost(w.ctx, w.actor('editor'), post.id)).rejects.toMatchObject({
    code: 'post.not_found',
  })
})

test('a duplicate is a draft of its own with the same words and channels', async () => {
  const w = await newsroom()
  const post = await scheduled(w)
  const copy = await duplicatePost(w.ctx, w.actor('contributor'), post.id)
  expect(copy).toMatchObject({ stage: 'draft', wish: null, version: 1, content: post.content })
  expect(copy.variants.map((variant) => variant.channelId)).toEqual(post.variants.map((one) => one.channelId))
})
