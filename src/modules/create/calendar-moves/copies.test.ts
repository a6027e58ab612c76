import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { createPost } from '../posts/make.ts'
import { readPost } from '../posts/read.ts'
import { chirp, gazette, join, newsroom, writing } from '../posts/samples.ts'
import { changePost } from '../posts/write.ts'
import { CopyBody } from './contract.ts'
import { copyDays, takeBackCopies } from './copies.ts'

const riga = 'Europe/Riga'
const source = { from: 'test', on: '2026-11-22', confidence: 'primary' } as const

const copy = (w: World, more: object, role: 'editor' | 'contributor' = 'editor') =>
  copyDays(
    w.ctx,
    w.actor(role),
    CopyBody.parse({ copyId: crypto.randomUUID(), from: '2030-03-25', to: '2030-04-01', ...more }),
  )

async function week(w: World, channel: string) {
  const editor = w.actor('editor')
  const schedule = (at: string) => ({ kind: 'at', at, zone: riga }) as const
  await w.ctx.db.updateTable('workspaces').set({ timeZone: riga }).where('id', '=', w.workspaceId).execute()
  const first = await createPost(
    w.ctx,
    editor,
    writing('Monday', [channel], { category: 'brand', schedule: schedule('2030-03-25T09:00') }),
  )
  await createPost(w.ctx, editor, writing('Sunday', [channel], { schedule: schedule('2030-03-31T20:00') }))
  await createPost(
    w.ctx,
    editor,
    writing('Draft', [channel], { wish: { at: '2030-03-26T10:00', zone: riga } }),
  )
  return first
}

test('a week is copied as drafts at the same times by the clock, also over a change of the clocks', async () => {
  const w = await newsroom()
  const channel = await join(w)
  await week(w, channel)
  const { items } = await copy(w, {})
  expect(items.map(({ at, state, why }) => [at, state, why])).toEqual([
    ['2030-04-01T06:00:00.000Z', 'draft', null],
    ['2030-04-02T07:00:00.000Z', 'draft', null],
    ['2030-04-07T17:00:00.000Z', 'draft', null],
  ])
  const made = await readPost(w.ctx, w.actor('editor'), items[0]?.postId ?? '')
  expect(made).toMatchObject({
    stage: 'draft',
    category: 'brand',
    wish: { at: '2030-04-01T09:00', zone: riga },
  })
})

test('asked again with the same id nothing is made twice; taken back, what was changed since stays', async () => {
  const w = await newsroom()
  const channel = await join(w)
  await week(w, channel)
  const copyId = crypto.randomUUID()
  const first = await copy(w, { copyId, as: 'scheduled' })
  expect(first.items.map(({ state }) => state)).toEqual(['scheduled', 'scheduled', 'scheduled'])
  const again = await copy(w, { copyId, as: 'scheduled' })
  expect(again.items.map(({ postId }) => postId)).toEqual(first.items.map(({ postId }) => postId))
  const editor = w.actor('editor')
  const touched = await readPost(w.ctx, editor, first.items[0]?.postId ?? '')
  await changePost(w.ctx, editor, touched.id, { version: touched.version, category: 'engaging' })
  const posts = first.items.map(({ postId, version }) => ({ id: postId ?? '', version }))
  expect(await takeBackCopies(w.ctx, editor, posts)).toEqual({ gone: 2, kept: [touched.id] })
  const there = await w.tenant()
  expect(await takeBackCopies(w.ctx, there.actor('owner'), posts)).toEqual({ gone: 0, kept: [] })
})

test('what a machine wrote is still a machine’s in the copy', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const mark = { channelId: null, part: 0, field: 'text', mediaId: null, text: 'Monday', before: '' } as const
  await createPost(
    w.ctx,
    w.actor('editor'),
    writing('Monday', [channel], {
      wish: { at: '2030-03-26T10:00', zone: riga },
      machineMade: [{ ...mark, tool: 'write', model: 'test', at: '2030-01-01T00:00:00.000Z' }],
    }),
  )
  const { items } = await copy(w, {})
  const made = await readPost(w.ctx, w.actor('editor'), items[0]?.postId ?? '')
  expect(made.machineMade).toMatchObject([mark])
})

test('where a network forbids the same words again, and where nobody may publish, the copy stays a draft', async () => {
  const strict = { ...chirp, manifest: { ...chirp.manifest, noRepeats: { days: 30, source } } }
  const w = await newsroom({ networks: [strict, gazette] })
  const channel = await join(w)
  await week(w, channel)
  const soon = await copy(w, { as: 'scheduled' })
  expect(soon.items.map(({ state, why }) => [state, why?.code])).toEqual(
    Array(3).fill(['draft', 'calendar_move.identical']),
  )
  const later = await copy(w, { as: 'scheduled', to: '2030-05-06' })
  expect(later.items.map(({ state }) => state)).toEqual(['scheduled', 'scheduled', 'scheduled'])
  const proposed = await copy(w, { as: 'scheduled', to: '2030-05-13' }, 'contributor')
  expect(proposed.items.map(({ state }) => state)).toEqual(['draft', 'draft', 'draft'])
})

test('nothing is copied from empty days, into the past, or onto itself', async () => {
  const w = await newsroom()
  const channel = await join(w)
  await week(w, channel)
  const code = (more: object) => copy(w, more).catch((error) => error.code)
  expect(await code({ from: '2030-05-01', to: '2030-05-08' })).toBe('calendar_move.nothing')
  expect(await code({ to: '2029-12-03' })).toBe('calendar_move.into_past')
  expect(await code({ to: '2030-03-25' })).toBe('calendar_move.same_days')
  expect(await code({ channels: [crypto.randomUUID()] })).toBe('calendar_move.nothing')
})
