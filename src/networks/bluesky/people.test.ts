import { afterAll, beforeAll, expect, test } from 'vitest'
import { blueskyFake } from '../../../test/networks/bluesky/fake.ts'
import { createStage } from '../kit/stage.ts'
import { bluesky } from './index.ts'
import { people } from './people.ts'

const fake = blueskyFake()
const stage = createStage(bluesky, fake)
beforeAll(() => stage.open())
afterAll(() => stage.close())

test('a handle that is a domain is proven by its owner; one that was given out proves nothing', async () => {
  const member = await stage.join()
  fake.stranger('birch.example', { displayName: 'Birch', description: 'Bread. https://shop.birch.example.' })
  fake.stranger(
    'birch-bakery.bsky.social',
    { displayName: 'Birch Bakery', createdAt: '2029-12-01T00:00:00.000Z' },
    { followers: 12 },
  )
  const found = await people.search(stage.tools, member.view(), 'birch', 10)
  const by = new Map(found.map((one) => [one.handle, one]))
  expect(by.get('birch.example')).toMatchObject({
    chosen: 'birch',
    proven: ['birch.example'],
    links: ['https://shop.birch.example/', 'https://birch.example'],
    followers: null,
  })
  expect(by.get('birch-bakery.bsky.social')).toMatchObject({
    chosen: 'birch-bakery',
    proven: [],
    followers: 12,
  })
  expect(by.get('birch-bakery.bsky.social')?.createdAt?.toISOString()).toBe('2029-12-01T00:00:00.000Z')
})

test('a domain in another alphabet is read as people read it', async () => {
  const member = await stage.join()
  fake.stranger('xn--80ak6aa92e.com', { displayName: 'Apple' })
  const [found] = await people.search(stage.tools, member.view(), 'apple', 5)
  expect(found?.chosen).toBe('аррӏе')
})

test('more names than one request takes are asked for in several', async () => {
  const member = await stage.join()
  for (let n = 0; n < 30; n++) fake.stranger(`loaf${n}.test`, { displayName: `Loaf ${n}` })
  const names = Array.from({ length: 30 }, (_, n) => `loaf${n}`)
  expect(await people.lookUp(stage.tools, member.view(), names)).toHaveLength(30)
  expect(await people.search(stage.tools, member.view(), 'loaf', 28)).toHaveLength(28)
})

test('our own profile tells the pinned post and when we last published', async () => {
  const member = await stage.join()
  await fake.native?.(member.joined.remoteId, 'Good morning')
  const own = await people.own(stage.tools, member.view())
  expect(own).toMatchObject({ pinned: false, pictures: { all: 0, described: 0 } })
  expect(own.lastPostAt).not.toBeNull()
})
