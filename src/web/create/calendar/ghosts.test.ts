import { expect, test } from 'vitest'
import type { PlannedPost } from '../../../modules/plan/planned-posts/contract.ts'
import { ghostOf, isWanted, shownByDay, together } from './ghosts.ts'
import { place } from './placed.ts'

const planned: PlannedPost = {
  id: 'p',
  channelId: 'kiwi',
  civil: '2030-01-07T10:00',
  zone: 'Pacific/Auckland',
  at: '2030-01-06T21:00:00.000Z',
  category: 'brand',
  pillarId: null,
  rubricId: null,
  rubric: null,
  campaignId: null,
  goalId: null,
  personaId: null,
  appeal: null,
  occasion: null,
  hint: '',
  fixed: false,
  postId: null,
}

const entry = place(
  {
    postId: 'e',
    at: '2030-01-06T21:00:00.000Z',
    stage: 'draft',
    text: '',
    media: 0,
    category: null,
    campaignId: null,
    goalId: null,
    version: 1,
    channelIds: [],
    deliveries: [],
    alone: true,
  },
  'Europe/Riga',
)

test('a channel in another zone stands on the day that the workspace sees', () => {
  expect(ghostOf(planned, 'Europe/Riga')).toMatchObject({ civil: '2030-01-06T23:00', day: '2030-01-06' })
  expect(ghostOf(planned, 'Pacific/Auckland').day).toBe('2030-01-07')
})

test('of one time the post stands before the place that waits', () => {
  const shown = together([entry], [ghostOf(planned, 'Europe/Riga')])
  expect(shown.map(({ key }) => key)).toEqual([entry.key, 'planned p'])
  expect(shownByDay(shown).get('2030-01-06')).toHaveLength(2)
})

test('filters hold for what is planned too', () => {
  const ghost = ghostOf(planned, 'UTC')
  expect(isWanted(ghost, {})).toBe(true)
  expect(isWanted(ghost, { channels: 'kiwi,other', categories: 'brand' })).toBe(true)
  for (const search of [
    { channels: 'other' },
    { categories: 'engaging' },
    { campaign: 'c' },
    { q: 'x' },
    { states: 'draft' },
  ])
    expect(isWanted(ghost, search), JSON.stringify(search)).toBe(false)
})
