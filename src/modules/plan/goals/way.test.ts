import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, makePublication, tell } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { ManualBody } from '../manual/contract.ts'
import { addManual, enterWeeks } from '../manual/service.ts'
import { type Goal, GoalBody, GoalChange } from './contract.ts'
import { readGoal, readTree, readTrend } from './reads.ts'
import { addGoal, changeGoal } from './service.ts'

const now = '2030-04-01T08:00:00Z'
const here = () => world({ networks: [countingNetwork('plain', ['likes', 'replies'])], at: now })

const dayBefore = (days: number): string =>
  new Date(Date.parse('2030-04-01') - days * 86_400_000).toISOString().slice(0, 10)

async function growing(w: World, days: number, followersOn: (daysAgo: number) => number): Promise<string> {
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  for (let ago = days - 1; ago >= 0; ago--)
    await tell(w.ctx, w.workspaceId, 'channel', channel, `${dayBefore(ago)}T06:00Z`, {
      followers: followersOn(ago),
    })
  return channel
}

type Fields = Partial<Parameters<typeof GoalBody.parse>[0] & object>
const body = (more: Fields = {}) =>
  GoalBody.parse({
    ...{ name: 'More followers', metric: 'followers', scope: { kind: 'workspace', id: null } },
    ...{ baseline: 1000, target: 1300, startsOn: '2030-02-01', deadline: '2030-05-01' },
    ...more,
  })
const set = (w: World, more: Fields = {}): Promise<Goal> => addGoal(w.ctx, w.actor('editor'), body(more))
const steady = (ago: number) => 1240 - 4 * ago + (ago % 3)

test('a floor has its own chance, and says so when the target is out of reach', async () => {
  const w = await here()
  await growing(w, 60, steady)
  const { standing } = await set(w, { target: 2000, floor: 1300 })
  expect(standing).toMatchObject({ status: 'at_risk', reason: 'unlikely_floor_kept' })
  expect(standing.chance).toBeLessThan(0.05)
  expect(standing.floorChance).toBeGreaterThan(0.9)
  const low = await set(w, { target: 2000, floor: 1800 })
  expect(low.standing).toMatchObject({ status: 'at_risk', reason: 'floor_unlikely' })
  expect(low.standing.words).toMatch(/not even what is to be kept/)
})

test('a floor above where a new goal stands does not put it at risk at once', async () => {
  const w = await here()
  await growing(w, 60, steady)
  const { standing } = await set(w, { startsOn: '2030-04-01', baseline: 1240, target: 1320, floor: 1300 })
  expect(standing).toMatchObject({ status: 'ahead', reason: 'very_likely' })
  const fresh = await here()
  await growing(fresh, 3, steady)
  const young = await set(fresh, { startsOn: '2030-04-01', baseline: 1240, target: 1320, floor: 1300 })
  expect(young.standing).toMatchObject({ status: 'open', reason: 'too_little_data', floorChance: null })
})

test('at the end it is told whether the floor was kept', async () => {
  const w = await here()
  await growing(w, 60, steady)
  const end = { deadline: '2030-03-31', target: 1400 }
  expect((await set(w, { ...end, floor: 1200 })).standing).toMatchObject({
    status: 'missed',
    reason: 'floor_kept',
  })
  expect((await set(w, { ...end, floor: 1300 })).standing).toMatchObject({
    status: 'missed',
    reason: 'floor_lost',
  })
})

test('a floor of a goal that is to fall lies above its target', async () => {
  expect(GoalBody.safeParse({ ...body(), baseline: 1300, target: 1000, floor: 1100 }).success).toBe(true)
  const wrong = GoalBody.safeParse({ ...body(), floor: 1300 })
  expect(wrong.error?.issues).toMatchObject([{ path: ['floor'], params: { code: 'goal_floor' } }])
})

test('a constraint that is broken, or will be, puts a goal at risk and says which', async () => {
  const w = await here()
  const channel = await growing(w, 60, steady)
  for (let ago = 90; ago >= 0; ago -= 3) {
    const at = `${dayBefore(ago)}T07:00Z`
    const id = await makePublication(w.ctx, w.workspaceId, channel, at)
    await tell(w.ctx, w.workspaceId, 'publication', id, at, { likes: 5 })
  }
  const bound = (more: object) => ({ constraints: [{ metric: 'likes', bound: 'least', ...more }] })
  const kept = await set(w, bound({ value: 10 }))
  expect(kept.standing).toMatchObject({ status: 'ahead', constraints: [{ state: 'kept', value: 10 }] })
  expect(kept.standing.constraints[0]?.chance).toBeLessThan(0.2)
  const broken = await set(w, bound({ value: 500 }))
  expect(broken.standing).toMatchObject({ status: 'at_risk', reason: 'constraint_broken' })
  expect(broken.standing.words).toBe('A constraint is broken: likes at least 500.')
  // Followers grow by four a day: kept now, and not for long.
  const soon = await set(w, {
    ...{ metric: 'likes', baseline: 1, target: 40 },
    constraints: [{ metric: 'followers', bound: 'most', value: 1260 }],
  })
  expect(soon.standing.constraints).toMatchObject([{ state: 'unlikely' }])
  const met = await set(w, { target: 1200, ...bound({ value: 500 }) })
  expect(met.standing).toMatchObject({ status: 'at_risk', reason: 'constraint_broken' })
  const over = await set(w, { target: 1200, deadline: '2030-03-30', ...bound({ value: 500 }) })
  expect(over.standing).toMatchObject({ status: 'missed', reason: 'reached_but_broken' })
})

test('milestones bend the straight way, and each says whether it was reached', async () => {
  const w = await here()
  await growing(w, 60, steady)
  const { standing } = await set(w, {
    milestones: [
      { day: '2030-04-15', value: 1260 },
      { day: '2030-03-01', value: 1010 },
      { day: '2030-03-20', value: 1250 },
    ],
  })
  expect(standing.milestones).toMatchObject([
    { day: '2030-03-01', state: 'reached', chance: null },
    { day: '2030-03-20', state: 'missed' },
    { day: '2030-04-15', state: 'coming', actual: null },
  ])
  expect(standing.milestones[2]?.chance).toBeGreaterThan(0.5)
  // Between 1,250 on the twentieth and 1,260 on the fifteenth.
  expect(standing.expected).toBeCloseTo(1254.6, 1)
})

test.each([
  ['milestones', { milestones: [{ day: '2030-05-01', value: 1 }] }, 'goal_milestone_day'],
  [
    'milestones',
    {
      milestones: [
        { day: '2030-03-01', value: 1 },
        { day: '2030-03-01', value: 2 },
      ],
    },
    'goal_milestone_twice',
  ],
  ['constraints', { constraints: [{ metric: 'followers', bound: 'most', value: 1 }] }, 'goal_constraint_own'],
  [
    'constraints',
    { constraints: [{ metric: 'posts_out', bound: 'most', value: 1 }] },
    'goal_constraint_kind',
  ],
  ['constraints', { constraints: [{ metric: 'er_followers', bound: 'most', value: 3 }] }, 'goal_share'],
  ['metric', { metric: 'manual' }, 'goal_manual'],
  ['plan', { metric: 'posts_planned', baseline: 0 }, 'goal_plan'],
  ['baseline', { metric: 'posts_out', baseline: 3 }, 'goal_from_zero'],
])('a goal that cannot be is refused at its field: %s %o', (path, more, code) => {
  const parsed = GoalBody.safeParse({ ...body(), ...more })
  expect(parsed.error?.issues[0]).toMatchObject({ path: [path], params: { code } })
})

test('what is on the way is changed whole, and stays when it is not named', async () => {
  const w = await here()
  const actor = w.actor('editor')
  const { id } = await set(w, {
    milestones: [{ day: '2030-03-01', value: 1100 }],
    constraints: [{ metric: 'likes', bound: 'least', value: 10 }],
  })
  const change = (more: object) => changeGoal(w.ctx, actor, id, GoalChange.parse(more))
  expect((await change({ name: 'Other' })).standing).toMatchObject({
    milestones: [{ value: 1100 }],
    constraints: [{}],
  })
  expect((await change({ milestones: [] })).standing).toMatchObject({ milestones: [], constraints: [{}] })
  await expect(change({ milestones: [{ day: '2031-01-01', value: 1 }] })).rejects.toMatchObject({
    code: 'goal.not_possible',
    fields: [{ path: 'milestones' }],
  })
})

async function byHand(w: World, values: Record<string, number>, name = 'Sales'): Promise<string> {
  const actor = w.actor('editor')
  const { id } = await addManual(w.ctx, actor, ManualBody.parse({ name, unit: '€' }))
  const items = Object.entries(values).map(([week, value]) => ({ week, value }))
  if (items.length > 0) await enterWeeks(w.ctx, actor, id, { items })
  return id
}

/** Mondays before the first of April 2030, which is one itself. */
const monday = (weeksAgo: number) => dayBefore(7 * weeksAgo)

test('a goal is about a number entered by hand: the newest week counts, and a missing week is not known', async () => {
  const w = await here()
  const weeks = Object.fromEntries(
    Array.from({ length: 20 }, (_, ago) => [monday(ago + 1), 100 - 2 * ago]).filter((_, ago) => ago !== 5),
  )
  const manualId = await byHand(w, weeks)
  const goal = await set(w, { metric: 'manual', manualId, baseline: 80, target: 106, deadline: '2030-05-26' })
  expect(goal.manual).toEqual({ id: manualId, name: 'Sales', unit: '€' })
  expect(goal.standing.live).toMatchObject({ value: 100, day: '2030-03-31' })
  expect(goal.standing.status).toBe('ahead')
  const trend = await readTrend(w.ctx, w.actor('owner'), goal.id)
  expect(trend.learned).toEqual({ values: 19, of: 'week' })
  expect(trend.points.find(({ day }) => day === monday(6))).toEqual({ day: monday(6), value: null })
  expect(trend.points.find(({ day }) => day === monday(5))?.value).toBe(92)
})

test('a number that was not entered for weeks is not known, and no zero', async () => {
  const w = await here()
  const manualId = await byHand(w, { [monday(5)]: 40 })
  const { standing } = await set(w, { metric: 'manual', manualId, baseline: 40, target: 60 })
  expect(standing).toMatchObject({
    status: 'open',
    reason: 'no_data',
    live: { value: null, missing: 'no_data' },
  })
})

test('what is entered by hand binds a goal too, and is not told to who sees a part of the channels', async () => {
  const w = await here()
  const channel = await growing(w, 60, steady)
  const manualId = await byHand(w, { [monday(1)]: 520 }, 'Ad spend')
  const goal = await set(w, {
    scope: { kind: 'channel', id: channel },
    constraints: [{ metric: 'manual', manualId, bound: 'most', value: 500 }],
  })
  expect(goal.standing).toMatchObject({ reason: 'constraint_broken' })
  expect(goal.standing.words).toBe('A constraint is broken: Ad spend at most 500.')
  const partly = { ...w.actor('owner'), channels: { chosenOnly: true, parts: { [channel]: 'owner' } } }
  const seen = await readGoal(w.ctx, partly as never, goal.id)
  expect(seen.standing.constraints).toEqual([])
  expect(seen.standing.status).toBe('ahead')
})

async function scheduled(w: World, channelId: string, due: string, state = 'scheduled'): Promise<string> {
  const { workspaceId } = w
  const post = await w.ctx.db
    .insertInto('posts')
    .values({ workspaceId, content: '{}', stage: 'scheduled' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await w.ctx.db
    .insertInto('deliveries')
    .values({
      ...{ workspaceId, postId: post.id, channelId, network: 'plain', state, content: '{}', digest: 'x' },
      ...{ dueAt: new Date(due), nextAt: new Date(due), key: crypto.randomUUID(), createdAt: new Date(now) },
    })
    .execute()
  return post.id
}

const posts = { metric: 'posts_out', baseline: 0, target: 4, startsOn: '2030-03-25', deadline: '2030-04-08' }

test('a goal that counts posts tracks itself: what is out, what is scheduled, and the pace', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  const goal = await set(w, posts)
  // Half of the time is over, and nothing is out.
  expect(goal.standing).toMatchObject({
    status: 'at_risk',
    reason: 'behind_pace',
    live: { value: 0 },
    chance: null,
  })
  const out = await scheduled(w, channel, '2030-03-27T10:00Z', 'published')
  await makePublication(w.ctx, w.workspaceId, channel, '2030-03-27T10:00Z', { postId: out })
  // One before its time, a reply and a removed one do not count.
  await makePublication(w.ctx, w.workspaceId, channel, '2030-03-20T10:00Z')
  await makePublication(w.ctx, w.workspaceId, channel, '2030-03-28T10:00Z')
  const read = () => readGoal(w.ctx, w.actor('owner'), goal.id)
  expect((await read()).standing).toMatchObject({
    status: 'on_track',
    reason: 'at_pace',
    live: { value: 2 },
    scheduled: 0,
  })
  await scheduled(w, channel, '2030-04-03T10:00Z')
  await scheduled(w, channel, '2030-04-05T10:00Z')
  await scheduled(w, channel, '2030-04-20T10:00Z')
  expect((await read()).standing).toMatchObject({ reason: 'all_planned', scheduled: 2, progress: 0.5 })
  const trend = await readTrend(w.ctx, w.actor('owner'), goal.id)
  expect(trend.points.map(({ value }) => value)).toEqual([0, 0, 1, 2, 2, 2, 2, 2])
})

test('a post on several channels counts once, and a new goal of posts is not at risk at once', async () => {
  const w = await here()
  const channels = [
    await makeChannel(w.ctx, w.workspaceId, 'plain'),
    await makeChannel(w.ctx, w.workspaceId, 'plain'),
  ]
  const goal = await set(w, { ...posts, startsOn: '2030-04-01', deadline: '2030-04-30', target: 12 })
  expect(goal.standing).toMatchObject({ status: 'on_track', reason: 'at_pace' })
  const post = await w.ctx.db
    .insertInto('posts')
    .values({ workspaceId: w.workspaceId, content: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const channel of channels)
    await makePublication(w.ctx, w.workspaceId, channel, '2030-04-01T06:00Z', { postId: post.id })
  expect((await readGoal(w.ctx, w.actor('owner'), goal.id)).standing.live.value).toBe(1)
})

test('a post that somebody put there by hand counts without an address too, until the account’s list tells of it', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  const goal = await set(w, posts)
  const postId = await scheduled(w, channel, '2030-03-27T10:00Z', 'published')
  const other = await makeChannel(w.ctx, w.workspaceId, 'plain')
  await w.ctx.db
    .updateTable('deliveries')
    .set({ publishedAt: new Date('2030-03-27T10:30Z') })
    .where('postId', '=', postId)
    .execute()
  const read = async () => (await readGoal(w.ctx, w.actor('owner'), goal.id)).standing
  expect(await read()).toMatchObject({ live: { value: 1 }, scheduled: 0 })
  await w.ctx.db
    .insertInto('deliveries')
    .values({
      ...{ workspaceId: w.workspaceId, postId, channelId: other, network: 'plain', state: 'scheduled' },
      ...{ content: '{}', digest: 'x', key: crypto.randomUUID() },
      ...{ dueAt: new Date('2030-04-03T10:00Z'), nextAt: new Date('2030-04-03T10:00Z') },
    })
    .execute()
  expect(await read()).toMatchObject({ live: { value: 1 }, scheduled: 0 })
  await makePublication(w.ctx, w.workspaceId, channel, '2030-03-27T10:30Z')
  expect((await read()).live.value).toBe(1)
})

test('a goal that counts what is planned looks at the days of the plan', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  const goal = await set(w, {
    ...{ metric: 'posts_planned', baseline: 0, target: 2, startsOn: '2030-03-25', deadline: '2030-04-08' },
    plan: { from: '2030-04-09', to: '2030-04-22' },
  })
  expect(goal.standing).toMatchObject({ live: { value: 0 }, scheduled: null })
  await scheduled(w, channel, '2030-04-10T10:00Z')
  await scheduled(w, channel, '2030-04-30T10:00Z')
  await scheduled(w, channel, '2030-04-11T10:00Z', 'cancelled')
  const read = () => readGoal(w.ctx, w.actor('owner'), goal.id)
  expect((await read()).standing.live.value).toBe(1)
  await scheduled(w, channel, '2030-04-22T20:00Z')
  expect((await read()).standing).toMatchObject({ status: 'met', reachedOn: '2030-04-01' })
})

test('a KPI stands beneath a goal, one step deep, and the tree shows the last of each way', async () => {
  const w = await here()
  await growing(w, 60, steady)
  const top = await set(w, { name: 'Be known' })
  const kpi = await set(w, { name: 'Likes', metric: 'likes', baseline: 0, target: 10, parentId: top.id })
  expect(kpi.parent).toEqual({ id: top.id, name: 'Be known' })
  await expect(set(w, { parentId: kpi.id })).rejects.toMatchObject({ code: 'goal.too_deep' })
  const change = (id: string, parentId: string) => changeGoal(w.ctx, w.actor('editor'), id, { parentId })
  const other = await set(w, { name: 'Other' })
  await expect(change(top.id, other.id)).rejects.toMatchObject({ code: 'goal.too_deep' })
  await expect(change(other.id, other.id)).rejects.toMatchObject({ code: 'goal.too_deep' })
  const tree = await readTree(w.ctx, w.actor('owner'))
  expect(tree.more).toBe(false)
  expect(tree.items.find(({ id }) => id === top.id)?.spark).toHaveLength(28)
  expect(tree.items.find(({ id }) => id === top.id)?.spark.at(-1)).toBe(1240)
})
