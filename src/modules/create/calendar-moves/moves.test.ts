import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { createPost } from '../posts/make.ts'
import { readPost } from '../posts/read.ts'
import { deliveriesOf, join, newsroom, writing } from '../posts/samples.ts'
import { MovesBody } from './contract.ts'
import { movePosts } from './moves.ts'

const riga = 'Europe/Riga'
const at = (civil: string, zone = riga) => ({ kind: 'at', at: civil, zone }) as const

const move = (w: World, moves: unknown[], role: 'editor' | 'contributor' | 'analyst' = 'editor') =>
  movePosts(w.ctx, w.actor(role), MovesBody.parse({ moves }))

const dueOf = async (w: World, id: string) =>
  (await deliveriesOf(w, id)).map(({ dueAt }) => dueAt.toISOString())

test('several move by the same days and keep their time of day when the clocks change between', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const editor = w.actor('editor')
  const one = await createPost(w.ctx, editor, writing('One', [channel], { schedule: at('2030-03-30T09:00') }))
  const two = await createPost(
    w.ctx,
    editor,
    writing('Two', [channel], { schedule: at('2030-03-30T18:30', 'America/New_York') }),
  )
  const draft = await createPost(
    w.ctx,
    editor,
    writing('Draft', [channel], { wish: { at: '2030-03-30T09:00', zone: riga } }),
  )
  const { moved, refused } = await move(w, [
    { postId: one.id, from: '2030-03-30T07:00:00.000Z', to: { days: 2 } },
    { postId: two.id, from: '2030-03-30T22:30:00.000Z', to: { days: 2 } },
    { postId: draft.id, from: '2030-03-30T07:00:00.000Z', to: { days: 2 } },
  ])
  expect(refused).toEqual([])
  expect(moved.map(({ to }) => to).sort()).toEqual([
    '2030-04-01T06:00:00.000Z',
    '2030-04-01T06:00:00.000Z',
    '2030-04-01T22:30:00.000Z',
  ])
  expect(await dueOf(w, one.id)).toEqual(['2030-04-01T06:00:00.000Z'])
  expect((await readPost(w.ctx, editor, draft.id)).wish).toEqual({ at: '2030-04-01T09:00', zone: riga })
  const undone = await move(
    w,
    moved.map(({ postId, to, back }) => ({ postId, from: to, to: back })),
  )
  expect(undone.refused).toEqual([])
  expect(await dueOf(w, one.id)).toEqual(['2030-03-30T07:00:00.000Z'])
  expect(await dueOf(w, two.id)).toEqual(['2030-03-30T22:30:00.000Z'])
})

test('a time that the clocks skip becomes the next one, and is said so', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const post = await createPost(
    w.ctx,
    w.actor('editor'),
    writing('Early', [channel], { schedule: at('2030-03-30T03:30') }),
  )
  const { moved } = await move(w, [{ postId: post.id, from: '2030-03-30T01:30:00.000Z', to: { days: 1 } }])
  expect(moved).toMatchObject([{ to: '2030-03-31T01:30:00.000Z', missing: true }])
  expect(await dueOf(w, post.id)).toEqual(['2030-03-31T01:30:00.000Z'])
})

test('taking a move back does not undo what somebody else did meanwhile', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const schedule = at('2030-02-01T09:00')
  const post = await createPost(w.ctx, w.actor('editor'), writing('Mine', [channel], { schedule }))
  const from = '2030-02-01T07:00:00.000Z'
  const { moved } = await move(w, [{ postId: post.id, from, to: { days: 1 } }])
  const theirs = await move(w, [{ postId: post.id, from: moved[0]?.to, to: { days: 5 } }])
  expect(theirs.refused).toEqual([])
  const back = await move(w, [{ postId: post.id, from: moved[0]?.to, to: moved[0]?.back }])
  expect(back).toMatchObject({ moved: [], refused: [{ code: 'post.moved_since' }] })
  expect(await dueOf(w, post.id)).toEqual(['2030-02-07T07:00:00.000Z'])
})

test('a draft without a time comes onto a day and goes back; what is scheduled needs a time', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const editor = w.actor('editor')
  const draft = await createPost(w.ctx, editor, writing('Shelf', [channel]))
  const placed = await move(
    w,
    [{ postId: draft.id, from: null, to: { at: '2030-02-01T09:00', zone: riga } }],
    'contributor',
  )
  expect(placed.moved).toMatchObject([{ from: null, to: '2030-02-01T07:00:00.000Z', back: null }])
  const again = await move(w, [{ postId: draft.id, from: null, to: { at: '2030-02-02T09:00', zone: riga } }])
  expect(again.refused).toMatchObject([{ code: 'post.moved_since' }])
  const back = await move(w, [{ postId: draft.id, from: placed.moved[0]?.to, to: null }])
  expect(back.moved).toMatchObject([{ to: null }])
  expect((await readPost(w.ctx, editor, draft.id)).wish).toBeNull()
  const due = await createPost(w.ctx, editor, writing('Due', [channel], { schedule: at('2030-02-01T09:00') }))
  const off = await move(w, [{ postId: due.id, from: '2030-02-01T07:00:00.000Z', to: null }])
  expect(off.refused).toMatchObject([{ code: 'post.needs_time' }])
})

test('each is judged for itself: the right, the past, another tenant; the others go', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const editor = w.actor('editor')
  const schedule = at('2030-02-01T09:00')
  const [one, two] = [
    await createPost(w.ctx, editor, writing('One', [channel], { schedule })),
    await createPost(w.ctx, editor, writing('Two', [channel], { schedule })),
  ]
  const from = '2030-02-01T07:00:00.000Z'
  const mixed = await move(w, [
    { postId: one.id, from, to: { days: 1 } },
    { postId: two.id, from, to: { days: -300 } },
    { postId: crypto.randomUUID(), from, to: { days: 1 } },
  ])
  expect(mixed.moved.map(({ postId }) => postId)).toEqual([one.id])
  expect(mixed.refused.map(({ code }) => code).sort()).toEqual(['post.in_the_past', 'post.not_found'])
  const there = await w.tenant()
  const foreign = await movePosts(w.ctx, there.actor('owner'), {
    moves: [{ postId: two.id, from, to: { days: 1 } }],
  })
  expect(foreign.refused).toMatchObject([{ code: 'post.not_found' }])
  const may = await move(w, [{ postId: two.id, from, to: { days: 1 } }], 'contributor')
  expect(may.refused).toMatchObject([{ code: 'post.scheduled' }])
})

test('a post that is due at two times keeps them apart when both move', async () => {
  const w = await newsroom()
  const [here, there] = [await join(w), await join(w, { handle: '@other' })]
  const post = await createPost(
    w.ctx,
    w.actor('editor'),
    writing('Both', [here, there], { schedule: at('2030-02-01T09:00') }),
  )
  const [first] = await deliveriesOf(w, post.id)
  await w.ctx.db
    .updateTable('deliveries')
    .set({ dueAt: '2030-02-02T07:00:00Z', nextAt: '2030-02-02T07:00:00Z' })
    .where('id', '=', first?.id ?? '')
    .execute()
  const { moved, refused } = await move(w, [
    { postId: post.id, from: '2030-02-01T07:00:00.000Z', to: { days: 1 } },
    { postId: post.id, from: '2030-02-02T07:00:00.000Z', to: { days: 1 } },
  ])
  expect(refused).toEqual([])
  expect((await dueOf(w, post.id)).sort()).toEqual(['2030-02-02T07:00:00.000Z', '2030-02-03T07:00:00.000Z'])
  await move(
    w,
    moved.map(({ postId, to, back }) => ({ postId, from: to, to: back })),
  )
  expect((await dueOf(w, post.id)).sort()).toEqual(['2030-02-01T07:00:00.000Z', '2030-02-02T07:00:00.000Z'])
})
