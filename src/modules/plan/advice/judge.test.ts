import { expect, test } from 'vitest'
import type { PostCategory } from '../../create/posts/contract.ts'
import { defaultShares, Rules } from '../content-plan/contract.ts'
import { sequence } from '../mix/sequence.ts'
import { noPostRules, type PostRules } from './contract.ts'
import { judge } from './judge.ts'
import type { Looked, Placed, Situation } from './looked.ts'

const hourMs = 3_600_000
const monday = Date.parse('2030-01-07T09:00:00Z')
const channels = new Map([
  ['a', { name: 'Bakery', network: 'one', zone: 'Europe/Riga', perWeek: 3 }],
  ['b', { name: 'Baker', network: 'two', zone: 'America/New_York', perWeek: 0 }],
  ['c', { name: 'Bakers', network: 'one', zone: 'Europe/Riga', perWeek: 0 }],
])

type Over = Partial<Omit<Situation, 'placed' | 'rules' | 'plan'>> & {
  placed?: readonly Placed[]
  rules?: Partial<PostRules>
  plan?: Record<string, unknown>
}

function around({ placed = [], rules = {}, plan = {}, ...over }: Over = {}): Situation {
  const all = [...placed].sort((one, other) => one.at - other.at)
  return {
    zone: 'Europe/Riga',
    weekStartsOn: 1,
    channels,
    goals: new Map(),
    hasPersonas: false,
    shares: defaultShares,
    plan: Rules.parse({ spacingMinutes: 0, ...plan }),
    freeHolidays: new Map(),
    rules: { ...noPostRules, ...rules },
    placed: { all, byChannel: Map.groupBy(all, ({ channelId }) => channelId) },
    ...over,
  }
}

const post = (over: Partial<Looked> = {}): Looked => ({
  id: 'p',
  category: 'brand',
  goalId: 'g',
  personaId: 'n',
  campaignId: null,
  language: 'en',
  idea: 'Bread',
  sides: [{ channelId: 'a', text: 'Bread', at: monday }],
  ...over,
})

const codes = (looked: Looked, situation: Situation) => judge(looked, situation).map(({ code }) => code)
const goal = {
  name: 'More guests',
  deadline: '2030-03-31',
  scopeKind: 'workspace',
  scopeId: null,
  seen: true,
} as const
const placedAt = (
  at: number,
  category: PostCategory | null = null,
  channelId = 'a',
  postId = `o${at}`,
): Placed => ({
  postId,
  channelId,
  at,
  category,
})

test('who has neither goals nor personas is not told that a post has none', () => {
  expect(codes(post({ goalId: null, personaId: null }), around())).toEqual([])
})

test('a post without goal or persona is told so where there are some', () => {
  const there = around({ goals: new Map([['g', goal]]), hasPersonas: true })
  expect(codes(post({ goalId: null, personaId: null }), there)).toEqual(['no_goal', 'no_persona'])
  expect(codes(post(), there)).toEqual([])
})

test('a goal that is over by then, and one that the post cannot serve from there', () => {
  const over = around({ goals: new Map([['g', { ...goal, deadline: '2030-01-06' }]]) })
  expect(codes(post(), over)).toEqual(['goal_over'])
  const scoped = (scopeKind: 'network' | 'channel' | 'campaign', scopeId: string) =>
    around({ goals: new Map([['g', { ...goal, scopeKind, scopeId }]]) })
  expect(codes(post(), scoped('network', 'two'))).toEqual(['goal_elsewhere'])
  expect(codes(post(), scoped('network', 'one'))).toEqual([])
  expect(codes(post(), scoped('channel', 'b'))).toEqual(['goal_elsewhere'])
  expect(codes(post({ campaignId: 'spring' }), scoped('campaign', 'spring'))).toEqual([])
})

test('of a goal that one does not see nothing is told but that the post serves one', () => {
  const hidden = around({ goals: new Map([['g', { ...goal, deadline: '2030-01-06', seen: false }]]) })
  expect(codes(post(), hidden)).toEqual([])
  expect(codes(post({ goalId: null }), hidden)).toEqual(['no_goal'])
})

test('on the last day of the goal, by the clock of the workspace, a post still serves it', () => {
  const last = around({ goals: new Map([['g', { ...goal, deadline: '2030-01-07' }]]) })
  const at = (iso: string) => post({ sides: [{ channelId: 'a', text: 'Bread', at: Date.parse(iso) }] })
  expect(codes(at('2030-01-07T21:59:00Z'), last)).toEqual([])
  expect(codes(at('2030-01-07T22:00:00Z'), last)).toEqual(['goal_over'])
})

const before = (categories: readonly PostCategory[]): Placed[] =>
  categories.map((category, i) => placedAt(monday - (categories.length - i) * 24 * hourMs, category))

const mixed = (n: number, category: PostCategory): PostCategory[] =>
  Array.from({ length: 19 }, (_, i) => (i < n ? category : 'engaging'))

test('a category that is more than one post above its share of the last twenty', () => {
  const promotional = (n: number) =>
    codes(post({ category: 'promotional' }), around({ placed: before(mixed(n, 'promotional')) }))
  expect(promotional(1)).toEqual([])
  expect(promotional(2)).toEqual(['mix'])
  const [told] = judge(post({ category: 'promotional' }), around({ placed: before(mixed(2, 'promotional')) }))
  expect(told?.detail).toBe('With this one 3 of 20 posts are promotional; the plan is 5 %.')
})

test('under twenty posts a share says nothing; without a category or a time neither', () => {
  const few = around({ placed: before(mixed(18, 'promotional').slice(1)) })
  expect(codes(post({ category: 'promotional' }), few)).toEqual([])
  expect(codes(post({ category: null }), few)).toEqual(['no_category'])
  const timeless = post({ category: 'promotional', sides: [{ channelId: 'a', text: 'Bread', at: null }] })
  expect(codes(timeless, around({ placed: before(mixed(9, 'promotional')) }))).toEqual([])
})

test('a post on three channels is one of the mix, and what comes later is not counted', () => {
  const others = before(mixed(1, 'promotional'))
  const thrice = others.flatMap((one) => ['a', 'b', 'c'].map((channelId) => ({ ...one, channelId })))
  const later = Array.from({ length: 9 }, (_, i) => placedAt(monday + (i + 1) * hourMs, 'promotional', 'c'))
  const sides = ['a', 'b'].map((channelId, i) => ({ channelId, text: `Bread ${i}`, at: monday }))
  expect(codes(post({ category: 'promotional', sides }), around({ placed: [...thrice, ...later] }))).toEqual(
    [],
  )
})

test('no post of a plan that was made is told to break the mix, whatever the shares', () => {
  const shares = [
    defaultShares,
    { engaging: 25, brand: 25, educational: 25, promotional: 25 },
    { engaging: 70, brand: 10, educational: 15, promotional: 5 },
    { engaging: 33, brand: 33, educational: 33, promotional: 1 },
  ]
  for (const mix of shares) {
    const order = sequence(
      Object.entries(mix).map(([id, share]) => ({ id, share })),
      Array.from({ length: 120 }, () => ({ fixed: null })),
    ) as PostCategory[]
    const placed = order.map((category, i) => placedAt(monday + i * 72 * hourMs, category, 'c', `o${i}`))
    const there = around({ placed, shares: mix })
    for (const one of placed) {
      const { postId: id, category, at } = one
      const told = codes(post({ id, category, sides: [{ channelId: 'c', text: 'Bread', at }] }), there)
      expect(told, JSON.stringify(mix)).toEqual([])
    }
  }
})

test('copies are told between networks only', () => {
  const sides = (...ids: string[]) => ids.map((channelId) => ({ channelId, text: 'Bread', at: null }))
  expect(codes(post({ sides: sides('a', 'b') }), around())).toEqual(['copies'])
  expect(codes(post({ sides: sides('a', 'c') }), around())).toEqual([])
  const own = [...sides('a'), { channelId: 'b', text: 'Brot', at: null }]
  expect(codes(post({ sides: own }), around())).toEqual([])
  expect(codes(post({ sides: sides('a', 'b').map((side) => ({ ...side, text: ' ' })) }), around())).toEqual(
    [],
  )
})

test('more in a week of the channel than its plan says, on its own clock', () => {
  const week = [0, 24, 48].map((hours) => placedAt(monday + hours * hourMs))
  const at = (hours: number) =>
    post({ sides: [{ channelId: 'a', text: 'Bread', at: monday + hours * hourMs }] })
  expect(codes(at(72), around({ placed: week }))).toEqual(['cadence'])
  // The week of Riga ends at ten in the evening of Sunday, UTC.
  expect(codes(at(6 * 24 + 12.9), around({ placed: week }))).toEqual(['cadence'])
  expect(codes(at(6 * 24 + 13), around({ placed: week }))).toEqual([])
  expect(codes(at(72), around({ placed: week.slice(1) }))).toEqual([])
  expect(
    codes(post({ sides: [{ channelId: 'c', text: 'Bread', at: monday }] }), around({ placed: week })),
  ).toEqual([])
})

test('of four posts in a week of three only the last is one too many', () => {
  const four = [0, 24, 48, 72].map((hours) => placedAt(monday + hours * hourMs))
  const told = four.map(({ postId: id, at }) =>
    codes(post({ id, sides: [{ channelId: 'a', text: 'Bread', at }] }), around({ placed: four })),
  )
  expect(told).toEqual([[], [], [], ['cadence']])
})

test('a burst makes room for its own', () => {
  const bursts = [
    { campaignId: crypto.randomUUID(), from: '2030-01-07', to: '2030-01-13', perWeek: 2, channelIds: ['a'] },
  ]
  const plan = {
    ...Rules.parse({}),
    spacingMinutes: 0,
    bursts: bursts.map((one) => ({ ...one, category: null })),
  }
  const placed = [0, 5, 10, 15].map((hours) => placedAt(monday + hours * hourMs))
  const there = { ...around({ placed }), plan }
  const at = post({ sides: [{ channelId: 'a', text: 'Bread', at: monday + 48 * hourMs }] })
  expect(codes(at, there)).toEqual([])
  expect(codes(at, around({ placed }))).toEqual(['cadence'])
})

test('too near another on the channel, and a day that is to stay free', () => {
  const near = around({ placed: [placedAt(monday - 30 * 60_000)], plan: { spacingMinutes: 60 } })
  expect(judge(post(), near)).toMatchObject([{ code: 'spacing', facts: { minutes: 30, least: 60 } }])
  const dates = [{ name: 'Inventory', from: '2030-01-07', to: '2030-01-07', free: true }]
  expect(judge(post(), around({ plan: { dates } }))).toMatchObject([
    { code: 'free_day', about: 'a', facts: { day: 'Inventory' } },
  ])
  expect(codes(post(), around({ freeHolidays: new Map([['2030-01-07', 'Christmas']]) }))).toEqual([
    'free_day',
  ])
})

test('what the brand does not say is told once, with every channel that says it', () => {
  const rules = {
    banned: [{ word: 'Cheap', instead: 'good value', blocks: false }],
    mostEmoji: 1,
    mostHashtags: 0,
  }
  const sides = [
    { channelId: 'a', text: 'Cheap! 🍞🥖', at: null },
    { channelId: 'c', text: 'So cheap #bread 🍞🥖🥐', at: null },
  ]
  expect(judge(post({ sides }), around({ rules }))).toMatchObject([
    {
      code: 'banned_word',
      about: 'cheap',
      channelIds: ['a', 'c'],
      detail: 'The brand does not say "Cheap". Say "good value".',
    },
    { code: 'many_emoji', channelIds: ['a', 'c'], facts: { count: 3, most: 1 } },
    { code: 'many_hashtags', channelIds: ['c'], facts: { count: 1, most: 0 } },
  ])
})

test('while no channel is chosen the idea is judged', () => {
  const rules = { mostExclamations: 0 }
  expect(judge(post({ sides: [], idea: 'Bread!' }), around({ rules }))).toMatchObject([
    { code: 'many_exclamations', channelIds: [] },
  ])
})

test('of a rule that was silenced nothing is said', () => {
  const there = around({ goals: new Map([['g', goal]]), rules: { silent: ['purpose'] } })
  expect(codes(post({ goalId: null }), there)).toEqual([])
})
