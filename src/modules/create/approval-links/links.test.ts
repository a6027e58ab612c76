import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { addComment } from '../approval/comments.ts'
import { CommentBody } from '../approval/contract.ts'
import { member, ruled } from '../approval/samples.ts'
import { readStanding } from '../approval/standing.ts'
import { proposePost, scheduleApproved } from '../posts/decide.ts'
import { createPost } from '../posts/make.ts'
import { readPost } from '../posts/read.ts'
import { join, newsroom, picture, writing } from '../posts/samples.ts'
import { changePost } from '../posts/write.ts'
import { LinkBody, SharedApprove, SharedComments, SharedKey } from './contract.ts'
import { listApprovalLinks, makeLink, revokeLink, savePage } from './links.ts'
import { findLink, isMediaBehind } from './queries.ts'
import { approveShared, commentShared, openPage } from './shared.ts'

const tomorrow = { kind: 'at', at: '2030-01-02T09:00:00Z' } as const
const visit = { ip: '203.0.113.9', requestId: 'r-1' }

async function start(w: World, more: object = {}) {
  const editor = await member(w, 'editor', 'Editor')
  const channel = await join(w)
  await ruled(w, { steps: [{ name: 'Client', roles: [], clients: true }] })
  const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
  const body = LinkBody.parse({ label: 'The bank', postIds: [post.id], ...more })
  const made = await makeLink(w.ctx, editor, body)
  const token = made.url.split('#')[1] ?? ''
  return { editor, channel, post, made, token }
}
const key = (token: string, pin: string | null = null) => SharedKey.parse({ token, pin })
const approval = (token: string, postId: string, seen: string) =>
  SharedApprove.parse({ token, guest: 'Anna', postId, seen })

test('somebody outside sees what the link is for and says yes to it; who, by what and from where is kept', async () => {
  const w = await newsroom()
  const { editor, post, token } = await start(w)
  const secret = await createPost(w.ctx, editor, writing('Secret', [await join(w)], { schedule: tomorrow }))
  const page = await openPage(w.ctx, key(token), visit.ip)
  expect(page.brand.name).toBe('Test')
  expect(page.posts).toMatchObject([
    { id: post.id, state: 'waiting', versions: [{ open: true, zone: 'Europe/Riga' }] },
  ])
  expect(JSON.stringify(page)).not.toContain(secret.id)
  const seen = page.posts[0]?.seen ?? ''
  const after = await approveShared(w.ctx, approval(token, post.id, seen), visit, scheduleApproved)
  expect(after.posts).toMatchObject([{ state: 'approved' }])
  expect(await readStanding(w.ctx, editor, post.id)).toMatchObject({
    held: false,
    asks: [{ votes: [{ by: 'Anna', byLink: true }] }],
  })
  const logged = await w.ctx.db
    .selectFrom('auditLog')
    .select(['actorName', 'ip'])
    .where('action', '=', 'approval.given')
    .where('workspaceId', '=', w.workspaceId)
    .execute()
  expect(logged).toEqual([{ actorName: 'Anna (The bank)', ip: visit.ip }])
  // Changed afterwards, it asks again.
  await changePost(w.ctx, editor, post.id, {
    version: post.version,
    content: { ...post.content, parts: [{ ...post.content.parts[0], text: 'Cake' }] },
  } as never)
  await expect(
    approveShared(w.ctx, approval(token, post.id, seen), visit, scheduleApproved),
  ).rejects.toMatchObject({ code: 'approval.seen_changed' })
  await expect(
    approveShared(w.ctx, approval(token, secret.id, seen), visit, scheduleApproved),
  ).rejects.toMatchObject({ code: 'approval_link.not_here' })
})

test('what nobody was asked about is shown as that, and not as approved', async () => {
  const w = await newsroom()
  const editor = await member(w, 'editor', 'Editor')
  const channel = await join(w)
  const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
  await ruled(w, { categories: ['promotional'], steps: [{ name: 'Client', roles: [], clients: true }] })
  await w.ctx.db
    .insertInto('approvalVersions')
    .values({
      ...{ workspaceId: w.workspaceId, postId: post.id, channelId: channel, digest: 'seen' },
      content: JSON.stringify(post.content),
    })
    .onConflict((on) => on.doNothing())
    .execute()
  const made = await makeLink(w.ctx, editor, LinkBody.parse({ label: 'The bank', postIds: [post.id] }))
  const { posts } = await openPage(w.ctx, key(made.url.split('#')[1] ?? ''), visit.ip)
  expect(posts).toMatchObject([{ id: post.id, state: 'unasked' }])
})

test('the last yes may come from outside, and schedules a proposal', async () => {
  const w = await newsroom()
  const { editor, channel } = await start(w)
  const wish = { at: '2030-01-02T11:00', zone: 'Europe/Riga' }
  const draft = await createPost(w.ctx, editor, writing('Rolls', [channel], { wish }))
  await proposePost(w.ctx, editor, draft.id)
  const made = await makeLink(w.ctx, editor, LinkBody.parse({ label: 'Them', postIds: [draft.id] }))
  const token = made.url.split('#')[1] ?? ''
  const { posts } = await openPage(w.ctx, key(token), visit.ip)
  await approveShared(w.ctx, approval(token, draft.id, posts[0]?.seen ?? ''), visit, scheduleApproved)
  expect((await readPost(w.ctx, editor, draft.id)).stage).toBe('scheduled')
})

test('it ends: on its day, when it is revoked, when its maker loses the right, when its posts are out', async () => {
  const w = await newsroom()
  const over = { code: 'approval_link.link_over' }
  const { editor, made, token, post } = await start(w)
  const opening = () => openPage(w.ctx, key(token), visit.ip)
  await w.ctx.db.updateTable('members').set({ role: 'analyst' }).where('userId', '=', editor.id).execute()
  await expect(opening()).rejects.toMatchObject(over)
  await w.ctx.db.updateTable('members').set({ role: 'editor' }).where('userId', '=', editor.id).execute()
  await opening()
  await w.ctx.db.updateTable('deliveries').set({ state: 'published' }).where('postId', '=', post.id).execute()
  await expect(opening()).rejects.toMatchObject(over)
  await w.ctx.db.updateTable('deliveries').set({ state: 'scheduled' }).where('postId', '=', post.id).execute()
  w.clock.to('2030-01-16T08:00:00Z')
  await expect(opening()).rejects.toMatchObject(over)
  w.clock.to('2030-01-01T08:00:00Z')
  await revokeLink(w.ctx, editor, made.id)
  await expect(opening()).rejects.toMatchObject(over)
  expect((await listApprovalLinks(w.ctx, editor)).items).toMatchObject([{ state: 'revoked', opens: 1 }])
  const [row] = await w.ctx.db
    .selectFrom('approvalLinks')
    .select('digest')
    .where('id', '=', made.id)
    .execute()
  expect(row?.digest.toString('base64url')).not.toContain(token)
})

test('with a PIN nothing is shown before it is right, and a few wrong ones close it', async () => {
  const w = await newsroom()
  const { token } = await start(w, { pin: '4711' })
  expect(await openPage(w.ctx, key(token), visit.ip)).toMatchObject({ needsPin: true, posts: [] })
  expect((await openPage(w.ctx, key(token, '4711'), visit.ip)).posts).toHaveLength(1)
  await expect(
    approveShared(w.ctx, approval(token, crypto.randomUUID(), 'x'), visit, scheduleApproved),
  ).rejects.toMatchObject({ code: 'approval_link.wrong_pin' })
  for (let n = 0; n < 8; n++)
    await expect(openPage(w.ctx, key(token, '0000'), visit.ip)).rejects.toMatchObject({
      code: 'approval_link.wrong_pin',
    })
  await expect(openPage(w.ctx, key(token, '4711'), visit.ip)).rejects.toMatchObject({
    code: 'approval_link.pin_over',
  })
})

test('a request from outside holds the post, and what the team says among itself stays there', async () => {
  const w = await newsroom()
  const { editor, channel, post, token } = await start(w)
  await addComment(w.ctx, editor, post.id, CommentBody.parse({ words: 'Between us' }))
  await addComment(w.ctx, editor, post.id, CommentBody.parse({ words: 'Dear Anna', forClients: true }))
  const page = await commentShared(
    w.ctx,
    SharedComments.parse({
      token,
      guest: 'Anna',
      postId: post.id,
      kind: 'change',
      words: 'Warmer',
      channelId: channel,
    }),
    visit,
  )
  expect(page.posts).toMatchObject([
    { state: 'changes', comments: [{ words: 'Dear Anna' }, { by: 'Anna', words: 'Warmer' }] },
  ])
  expect(JSON.stringify(page)).not.toContain('Between us')
})

test('what the team answers to somebody with a link is read by them, and not with another link', async () => {
  const w = await newsroom()
  const { editor, post, token } = await start(w)
  const other = await makeLink(w.ctx, editor, LinkBody.parse({ label: 'The owner', postIds: [post.id] }))
  const body = { guest: 'Anna', postId: post.id, kind: 'comment', words: 'Warm?', channelId: null }
  const { posts } = await commentShared(w.ctx, SharedComments.parse({ token, ...body }), visit)
  const replyTo = posts[0]?.comments[0]?.id
  const answer = (words: string, forClients: boolean) =>
    addComment(w.ctx, editor, post.id, CommentBody.parse({ words, replyTo, forClients }))
  await answer('Warm, Anna', true)
  await answer('She always asks', false)
  const readWith = async (one: string) =>
    (await openPage(w.ctx, key(one), visit.ip)).posts[0]?.comments.map(({ words }) => words)
  expect(await readWith(token)).toEqual(['Warm?', 'Warm, Anna'])
  expect(await readWith(other.url.split('#')[1] ?? '')).toEqual([])
})

test('only pictures of what is shown, and the logo, are behind it', async () => {
  const w = await newsroom()
  const { made } = await start(w)
  const [logo, other] = [await picture(w), await picture(w, '#112233')]
  await savePage(w.ctx, w.actor('owner'), { colour: '#112233', logoId: logo, greeting: '' })
  const link = await findLink(w.ctx.db, w.workspaceId, made.id)
  if (!link) throw new Error('No link')
  expect(await isMediaBehind(w.ctx.db, link, logo)).toBe(true)
  expect(await isMediaBehind(w.ctx.db, link, other)).toBe(false)
})

test('posts that nobody is asked about are shown as well, as they are now; drafts are left out by name of their number', async () => {
  const w = await newsroom()
  const editor = await member(w, 'editor', 'Editor')
  const channel = await join(w)
  const post = await createPost(w.ctx, editor, writing('Bread', [channel], { schedule: tomorrow }))
  const proposal = await createPost(w.ctx, editor, writing('Rolls', [channel]))
  await proposePost(w.ctx, editor, proposal.id)
  const draft = await createPost(w.ctx, editor, writing('Secret', [channel]))
  const make = (...postIds: string[]) =>
    makeLink(w.ctx, editor, LinkBody.parse({ label: 'The bank', postIds }))
  await expect(make(post.id, draft.id)).rejects.toMatchObject({
    code: 'approval_link.not_showable',
    facts: { count: 1 },
  })
  const token = (await make(post.id, proposal.id)).url.split('#')[1] ?? ''
  await changePost(w.ctx, editor, post.id, {
    version: post.version,
    content: { ...post.content, parts: [{ ...post.content.parts[0], text: 'Cake' }] },
  } as never)
  const { posts } = await openPage(w.ctx, key(token), visit.ip)
  expect(posts.map(({ id }) => id).sort()).toEqual([post.id, proposal.id].sort())
  expect(JSON.stringify(posts)).toContain('Cake')
  expect(JSON.stringify(posts)).not.toMatch(/Bread|Secret/)
  const said = SharedComments.parse({ token, guest: 'Anna', postId: post.id, kind: 'change', words: 'No.' })
  expect((await commentShared(w.ctx, said, visit)).posts.find(({ id }) => id === post.id)).toMatchObject({
    state: 'changes',
  })
})
