import { expect, test } from 'vitest'
import { channelIdsOf, isMovable, place } from './placed.ts'

const entry = {
  postId: '0197f000-0000-7000-8000-000000000001',
  at: '2026-11-22T22:30:00.000Z',
  stage: 'scheduled' as const,
  text: 'hello',
  media: 0,
  category: null,
  campaignId: null,
  goalId: null,
  version: 1,
  channelIds: [],
  deliveries: [],
  alone: true,
}

const delivery = (state: string) => ({ id: crypto.randomUUID(), channelId: crypto.randomUUID(), state })

test('an entry stands on the day that the wall shows in the zone', () => {
  expect(place(entry, 'Asia/Bangkok')).toMatchObject({ day: '2026-11-23', civil: '2026-11-23T05:30' })
  expect(place(entry, 'America/New_York')).toMatchObject({ day: '2026-11-22', civil: '2026-11-22T17:30' })
})

test('of several deliveries the one that needs a person is told', () => {
  const deliveries = [delivery('published'), delivery('in_doubt'), delivery('scheduled')]
  expect(place({ ...entry, deliveries }, 'UTC').state).toBe('in_doubt')
  expect(place({ ...entry, stage: 'draft' }, 'UTC').state).toBe('draft')
})

test('an entry names each of its channels once, from its deliveries or as chosen for a draft', () => {
  const [one, other] = [delivery('scheduled'), delivery('failed')]
  expect(channelIdsOf({ ...entry, deliveries: [one, other, one] })).toEqual([one.channelId, other.channelId])
  expect(channelIdsOf({ ...entry, stage: 'draft', channelIds: [one.channelId] })).toEqual([one.channelId])
})

test('what has set out on one channel is not moved any more', () => {
  expect(
    isMovable(place({ ...entry, deliveries: [delivery('scheduled'), delivery('published')] }, 'UTC')),
  ).toBe(false)
  expect(isMovable(place({ ...entry, deliveries: [delivery('scheduled')] }, 'UTC'))).toBe(true)
})
