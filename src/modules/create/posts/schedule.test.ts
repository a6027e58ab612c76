import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import { setWeek } from '../slots/service.ts'
import { createPost } from './make.ts'
import { deliveriesOf, join, newsroom, picture, writing } from './samples.ts'
import { schedulePost, unschedulePost } from './schedule.ts'

const at = (civil: string, zone?: string) => ({ when: { kind: 'at' as const, at: civil, zone } })

const draft = (w: World, text: string, channels: string[], more = {}) =>
  createPost(w.ctx, w.actor('editor'), writing(text, channels, more))

const schedule = (w: World, id: string, body: Parameters<typeof schedulePost>[3]) =>
  schedulePost(w.ctx, w.actor('editor'), id, body)

test('a post is scheduled at a civil time of its zone, on every channel', async () => {
  const w = await newsroom()
  const channels = [await join(w), await join(w)]
  const { id } = await draft(w, 'Fresh bread', channels)
  const post = await schedule(w, id, at('2030-01-02T09:00', 'Europe/Riga'))
  expect(post).toMatchObject({ stage: 'scheduled', wish: { at: '2030-01-02T09:00', zone: 'Europe/Riga' } })
  const deliveries = await deliveriesOf(w, id)
  expect(deliveries.map((row) => [row.state, row.dueAt.toISOString()])).toEqual([
    ['scheduled', '2030-01-02T07:00:00.000Z'],
    ['scheduled', '2030-01-02T07:00:00.000Z'],
  ])
  expect(deliveries[0]?.content).toMatchObject({ parts: [{ text: 'Fresh bread', media: [], poll: null }] })
})

test('without a zone the time is meant in the zone of the workspace; with an offset it is that instant', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const { id } = await draft(w, 'Bread', [channel])
  await schedule(w, id, at('2030-07-01T09:00'))
  expect((await deliveriesOf(w, id))[0]?.dueAt.toISOString()).toBe('2030-07-01T06:00:00.000Z')
  const moved = await schedule(w, id, at('2030-07-01T09:00:30Z'))
  expect((await deliveriesOf(w, id))[0]?.dueAt.toISOString()).toBe('2030-07-01T09:00:30.000Z')
  expect(moved.wish).toEqual({ at: '2030-07-01T12:00', zone: 'Europe/Riga' })
})

test('nothing is scheduled with errors, and each is told at its field', async () => {
  const w = await newsroom()
  const [chirp, gazette] = [await join(w), await join(w, { network: 'gazette' })]
  const long = 'This text is rather longer than forty letters'
  const { id } = await draft(w, long, [chirp, gazette])
  await expect(schedule(w, id, at('2030-01-02T09:00'))).rejects.toMatchObject({
    code: 'post.not_ready',
    fields: expect.arrayContaining([
      expect.objectContaining({ path: `variants.${chirp}.parts.0.text`, code: 'text_too_long' }),
      expect.objectContaining({ path: `variants.${gazette}.title`, code: 'title_missing' }),
    ]),
    facts: { count: 2 },
  })
  expect(await deliveriesOf(w, id)).toEqual([])
})

test('the limit of the account, not the default of the network, is what counts', async () => {
  const w = await newsroom()
  const channel = await join(w)
  await w.ctx.db
    .updateTable('channels')
    .set({ limits: JSON.stringify({ text: { max: 100 } }) })
    .where('id', '=', channel)
    .execute()
  const { id } = await draft(w, 'This text is rather longer than forty letters', [channel])
  expect(await schedule(w, id, at('2030-01-02T09:00'))).toMatchObject({ stage: 'scheduled' })
})

test('a time that has passed is refused at its field', async () => {
  const w = await newsroom()
  const { id } = await draft(w, 'Bread', [await join(w)])
  await expect(schedule(w, id, at('2030-01-01T09:00', 'Europe/Riga'))).rejects.toMatchObject({
    code: 'post.in_the_past',
    fields: [{ path: 'when.at', code: 'in_the_past' }],
  })
})

test('the hour that the clocks jump over is told, with the hours beside it', async () => {
  const w = await newsroom()
  const { id } = await draft(w, 'Bread', [await join(w)])
  await expect(schedule(w, id, at('2030-03-31T03:30', 'Europe/Riga'))).rejects.toMatchObject({
    code: 'post.missing_hour',
    facts: { before: '2030-03-31T02:30', after: '2030-03-31T04:30' },
  })
})

test('in the hour that comes twice the first is taken, and told', async () => {
  const w = await newsroom()
  const { id } = await draft(w, 'Bread', [await join(w)])
  const post = await schedule(w, id, at('2030-10-27T03:30', 'Europe/Riga'))
  expect((await deliveriesOf(w, id))[0]?.dueAt.toISOString()).toBe('2030-10-27T00:30:00.000Z')
  expect(post.notes).toContainEqual(
    expect.objectContaining({
      code: 'ambiguous_hour',
      facts: { at: '2030-10-27T03:30', second: '2030-10-27T01:30:00.000Z' },
    }),
  )
})

test('a day that does not exist and a zone that does not exist are told', async () => {
  const w = await newsroom()
  const { id } = await draft(w, 'Bread', [await join(w)])
  await expect(schedule(w, id, at('2030-02-30T09:00'))).rejects.toMatchObject({ code: 'post.bad_time' })
  await expect(schedule(w, id, at('2030-02-20T09:00', 'Europe/Rigga'))).rejects.toMatchObject({
    code: 'post.bad_zone',
  })
})

test('now is now', async () => {
  const w = await newsroom()
  const post = await draft(w, 'Bread', [await join(w)], { schedule: { kind: 'now' } })
  expect(post).toMatchObject({ stage: 'scheduled', wish: { at: '2030-01-01T10:00', zone: 'Europe/Riga' } })
  expect((await deliveriesOf(w, post.id))[0]?.dueAt).toEqual(w.clock.now())
})

test('the next free slot is each channel’s own, and two posts at once get two', async () => {
  const w = await newsroom()
  const [riga, tokyo] = [await join(w), await join(w, { timeZone: 'Asia/Tokyo' })]
  for (const channel of [riga, tokyo])
    await setWeek(w.ctx, w.actor('editor'), channel, [
      { weekday: 3, time: '09:00', category: null },
      { weekday: 4, time: '09:00', category: null },
    ])
  const [one, two] = await Promise.all(
    ['Rye', 'Wheat'].map((text) => draft(w, text, [riga, tokyo], { schedule: { kind: 'nextFreeSlot' } })),
  )
  const times = await Promise.all([one, two].map((post) => deliveriesOf(w, post?.id ?? '')))
  const found = times
    .flat()
    .map((row) => `${row.channelId === riga ? 'Riga' : 'Tokyo'} ${row.dueAt.toISOString()}`)
  expect(found.sort()).toEqual([
    'Riga 2030-01-02T07:00:00.000Z',
    'Riga 2030-01-03T07:00:00.000Z',
    'Tokyo 2030-01-02T00:00:00.000Z',
    'Tokyo 2030-01-03T00:00:00.000Z',
  ])
  expect(one?.wish?.zone).toBe('Asia/Tokyo')
})

test('a channel without slots is told at that channel', async () => {
  const w = await newsroom()
  const channel = await join(w)
  await expect(draft(w, 'Bread', [channel], { schedule: { kind: 'nextFreeSlot' } })).rejects.toMatchObject({
    code: 'post.no_free_slot',
    fields: [{ path: `variants.${channel}` }],
  })
  expect(
    await w.ctx.db.selectFrom('posts').select('id').where('workspaceId', '=', w.workspaceId).execute(),
  ).toEqual([])
})

test('a delivery says what the form showed: own words, the facts of media, settings at their default', async () => {
  const w = await newsroom()
  const gazette = await join(w, { network: 'gazette' })
  const [photo, card] = [await picture(w), await picture(w, '#aa3311')]
  const body = writing('Bread', [], {
    content: {
      title: 'News',
      parts: [
        {
          text: 'Bread',
          media: [{ id: photo, alt: 'A loaf' }],
          link: { url: 'https://bakery.lv', title: 'Bakery', imageMediaId: card },
        },
      ],
      languages: ['lv'],
    },
    variants: [{ channelId: gazette, content: { parts: [{ text: 'Bread, at length' }] } }],
    schedule: { kind: 'now' },
  })
  const { id } = await createPost(w.ctx, w.actor('editor'), body)
  const [delivery] = await deliveriesOf(w, id)
  expect(delivery?.content).toMatchObject({
    title: 'News',
    languages: ['lv'],
    options: { visibility: 'public' },
    parts: [
      {
        text: 'Bread, at length',
        media: [{ id: photo, alt: 'A loaf', mime: 'image/png', width: 20 }],
        linkImage: { id: card },
      },
    ],
  })
})

test('scheduling again moves what has not left, and unscheduling takes it back', async () => {
  const w = await newsroom()
  const channel = await join(w)
  const { id } = await draft(w, 'Bread', [channel])
  await schedule(w, id, at('2030-01-02T09:00'))
  await schedule(w, id, at('2030-01-03T09:00'))
  expect((await deliveriesOf(w, id)).map((row) => row.dueAt.toISOString())).toEqual([
    '2030-01-03T07:00:00.000Z',
  ])
  const post = await unschedulePost(w.ctx, w.actor('editor'), id)
  expect(post).toMatchObject({ stage: 'draft', wish: { at: '2030-01-03T09:00' } })
  expect((await deliveriesOf(w, id)).map((row) => row.state)).toEqual(['cancelled'])
  await schedule(w, id, at('2030-01-04T09:00'))
  expect((await deliveriesOf(w, id)).map((row) => row.state)).toEqual(['cancelled', 'scheduled'])
})

test('what is out already stays as it is when the rest moves, and that is said', async () => {
  const w = await newsroom()
  const [out, waiting] = [await join(w), await join(w)]
  const { id } = await draft(w, 'Bread', [out, waiting])
  await schedule(w, id, at('2030-01-02T09:00'))
  await w.ctx.db.updateTable('deliveries').set({ state: 'published' }).where('channelId', '=', out).execute()
  const post = await schedule(w, id, at('2030-01-05T09:00'))
  expect(post.notes).toContainEqual(
    expect.objectContaining({ code: 'moves_no_more', path: `variants.${out}` }),
  )
  const times = (await deliveriesOf(w, id)).map((row) => [
    row.channelId,
    row.dueAt.toISOString().slice(0, 10),
  ])
  expect(Object.fromEntries(times)).toEqual({ [out]: '2030-01-02', [waiting]: '2030-01-05' })
})

test('what is being sent at this moment cannot be called back', async () => {
  const w = await newsroom()
  const { id } = await draft(w, 'Bread', [await join(w)])
  await schedule(w, id, at('2030-01-02T09:00'))
  await w.ctx.db.updateTable('deliveries').set({ state: 'sending' }).where('postId', '=', id).execute()
  await expect(unschedulePost(w.ctx, w.actor('editor'), id)).rejects.toMatchObject({
    code: 'post.on_its_way',
  })
})
