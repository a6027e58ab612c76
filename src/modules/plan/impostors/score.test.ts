import { expect, test } from 'vitest'
import { thresholds } from './contract.ts'
import { type Ours, type Profile, scoreSuspect } from './score.ts'
import { sayingsOf } from './words.ts'

const now = new Date('2030-01-01T00:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
const picture = { steps: 'f0e1d2c3b4a59687', waves: '0123456789abcdef', flat: false }

const ours: Ours = {
  ...{ handle: 'birchbakery', name: 'Birch Bakery', bio: 'Sourdough and rye from our stone oven.', picture },
  ...{
    createdAt: ago(1200),
    followers: 4000,
    posts: 900,
    links: ['birch.example'],
    proven: ['birch.example'],
  },
  ...{ names: [], sites: ['birch.example'] },
}
const theirs = (more: Partial<Profile> & { followedByUs?: boolean }) => ({
  ...{ handle: 'somebody', name: 'Somebody', bio: '', picture: null, createdAt: null, followers: null },
  ...{ posts: null, links: [], proven: [], followedByUs: null },
  ...more,
})
const score = (more: Parameters<typeof theirs>[0]) => scoreSuspect(ours, theirs(more), now)

test('who writes our name with Cyrillic letters, takes our picture and asks for messages is likely an impostor, and it is said why', () => {
  const found = score({
    ...{ handle: 'birchbakery_support', name: 'Birсh Ваkerу', bio: 'DM us for your refund', picture },
    ...{ createdAt: ago(9), followers: 12, posts: 3 },
  })
  expect(found.level).toBe('likely')
  expect(found.signals.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'name_lookalike',
      'picture_same',
      'handle_claim',
      'lures',
      'young',
      'few_followers',
    ]),
  )
})

test('a fan club with our picture and name is none', () => {
  const found = score({
    ...{
      handle: 'birchbakeryfans',
      name: 'Birch Bakery Fan Club',
      bio: 'Run by fans, not affiliated.',
      picture,
    },
    ...{ createdAt: ago(40), followers: 80 },
  })
  expect(found.level).toBe('unlikely')
})

test('who has proven to own our site is ours', () => {
  const found = score({
    handle: 'birchbakery_lv',
    name: 'Birch Bakery',
    picture,
    proven: ['lv.birch.example'],
  })
  expect(found.level).toBe('unlikely')
  // An ending of a name is no site of ours.
  const liar = score({
    handle: 'birchbakery_lv',
    name: 'Birch Bakery',
    picture,
    proven: ['notbirch.example'],
  })
  expect(liar.signals.map(({ id }) => id)).not.toContain('proven_ours')
})

test('a namesake that was there before us, with another picture, is none', () => {
  const other = { steps: '0000ffff0000ffff', waves: 'fedcba9876543210', flat: false }
  const found = score({
    handle: 'birchbakery',
    name: 'Birch Bakery',
    picture: other,
    createdAt: ago(3000),
    followers: 5000,
  })
  expect(found.points).toBeLessThan(thresholds.likely)
})

test('what is not known counts neither way', () => {
  const known = score({ handle: 'birchbakery1', name: 'Birch Bakery' })
  expect(known.signals.map(({ id }) => id).sort()).toEqual(['handle_digits', 'name_same'])
})

test('points lie between 0 and 100 and are the sum of the signals', () => {
  for (const bio of ['', 'giveaway, dm us', 'unofficial fan page'])
    for (const handle of ['birchbakery', 'b1rchbakery', 'birchbakery_official', 'elsewhere'])
      for (const name of ['Birch Bakery', 'Birch Bakery Official', 'Birch', 'Вirсh Bakery']) {
        const { points, signals } = score({
          handle,
          name,
          bio,
          picture,
          createdAt: ago(3),
          followers: 1,
          posts: 0,
        })
        const sum = signals.reduce((total, one) => total + one.points, 0)
        expect(points).toBe(Math.min(100, Math.max(0, sum)))
      }
})

test('to say that one is not us never makes one likelier', () => {
  for (const words of [
    'Unofficial fan page',
    'Neoficiāla lapa',
    'Неофициальная страница',
    'ไม่เป็นทางการ',
    'Trang không chính thức',
  ]) {
    const silent = score({ handle: 'birchbakery_hq', name: 'Birch Bakery', picture })
    const honest = score({ handle: 'birchbakery_hq', name: 'Birch Bakery', picture, bio: words })
    expect(honest.points, words).toBeLessThan(silent.points)
  }
})

test('who says unofficial does not say official', () => {
  expect(sayingsOf('An unofficial page')).toMatchObject({ claim: [] })
  expect(sayingsOf('неофициальный аккаунт')).toMatchObject({ claim: [] })
  expect(sayingsOf('trang không chính thức')).toMatchObject({ claim: [] })
  expect(sayingsOf('Official account. DM us!')).toMatchObject({
    honest: [],
    claim: ['official account'],
    lure: ['dm us'],
  })
})
