import { expect, test } from 'vitest'
import { countingNetwork, makeChannel, makePublication, tell } from '../../../../test/factories/measure.ts'
import { type World, world } from '../../../../test/world.ts'
import { type Goal, GoalBody, GoalsQuery, PreviewQuery } from './contract.ts'
import { listGoals, previewGoal, readGoal, readTrend } from './reads.ts'
import { addGoal, archiveGoal, changeGoal, removeGoal, restoreGoal } from './service.ts'

const now = '2030-04-01T08:00:00Z'
const here = () => world({ networks: [countingNetwork('plain', ['likes', 'replies'])], at: now })

const dayBefore = (days: number): string =>
  new Date(Date.parse('2030-04-01') - days * 86_400_000).toISOString().slice(0, 10)

/** A channel whose followers are told daily up to today. */
async function growing(w: World, days: number, followersOn: (daysAgo: number) => number): Promise<string> {
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  for (let ago = days - 1; ago >= 0; ago--)
    await tell(w.ctx, w.workspaceId, 'channel', channel, `${dayBefore(ago)}T06:00Z`, {
      followers: followersOn(ago),
    })
  return channel
}

const body = (more: Partial<GoalBody> = {}): GoalBody =>
  GoalBody.parse({
    name: 'More followers',
    metric: 'followers',
    scope: { kind: 'workspace', id: null },
    baseline: 1000,
    target: 1300,
    startsOn: '2030-02-01',
    deadline: '2030-05-01',
    ...more,
  })

const set = (w: World, more: Partial<GoalBody> = {}): Promise<Goal> =>
  addGoal(w.ctx, w.actor('editor'), body(more))

test('steady growth past the target is ahead, with odds, an interval and the day on which it will be met', async () => {
  const w = await here()
  await growing(w, 60, (ago) => 1240 - 4 * ago + (ago % 3))
  const { standing } = await set(w)
  expect(standing).toMatchObject({ status: 'ahead', reason: 'very_likely', daysLeft: 30 })
  expect(standing.live).toMatchObject({ value: 1240, day: '2030-04-01' })
  expect(standing.progress).toBeCloseTo(0.8)
  expect(standing.outlook?.median).toBeCloseTo(1360, -1)
  expect(standing.outlook?.low).toBeLessThan(1360)
  expect(standing.chance).toBeGreaterThan(0.95)
  // 60 more at four a day.
  expect(standing.reachedOn?.slice(0, 8)).toBe('2030-04-')
  expect(standing.words).toMatch(/^The target will very likely be reached \(\d+ %\)\.$/)
})

test('standing still is at risk, and no day is promised', async () => {
  const w = await here()
  await growing(w, 60, (ago) => 1100 + (ago % 4))
  const { standing } = await set(w)
  expect(standing).toMatchObject({ status: 'at_risk', reason: 'unlikely' })
  expect(standing.chance).toBeLessThan(0.1)
})

test('a target that is reached is met, and says since when', async () => {
  const w = await here()
  await growing(w, 60, (ago) => 1400 - 5 * ago)
  const { standing } = await set(w)
  expect(standing).toMatchObject({ status: 'met', reason: 'reached', reachedOn: '2030-03-12' })
})

test('after the deadline the number of that day decides, not the one of today', async () => {
  const w = await here()
  await growing(w, 60, (ago) => 1310 - 5 * ago)
  const late = await set(w, { deadline: '2030-03-25' })
  expect(late.standing).toMatchObject({ status: 'missed', reason: 'not_reached', daysLeft: -7 })
  expect(late.standing.live).toMatchObject({ value: 1275, day: '2030-03-25' })
  const easy = await set(w, { deadline: '2030-03-25', target: 1270 })
  expect(easy.standing).toMatchObject({ status: 'met', reason: 'reached_at_end', reachedOn: '2030-03-24' })
})

test('a goal may be to fall', async () => {
  const w = await here()
  await growing(w, 60, (ago) => 1100 + 2 * ago + (ago % 3))
  const { standing } = await set(w, { baseline: 1200, target: 1080 })
  expect(standing.status).toBe('ahead')
  expect(standing.progress).toBeCloseTo(100 / 120, 1)
})

test.each([
  ['too_little_data', 10, {}],
  ['no_data', 0, {}],
  ['not_begun', 40, { startsOn: '2030-04-10' }],
] as const)('where nothing can be said the goal is open and says why: %s', async (reason, days, more) => {
  const w = await here()
  await growing(w, days, (ago) => 1100 - ago)
  const { standing } = await set(w, more)
  expect(standing).toMatchObject({
    status: 'open',
    reason,
    chance: reason === 'not_begun' ? expect.any(Number) : null,
  })
})

test('too short a past is not stretched over a far deadline', async () => {
  const w = await here()
  await growing(w, 30, (ago) => 1100 - ago)
  const { standing } = await set(w, { deadline: '2031-04-01' })
  expect(standing).toMatchObject({ status: 'open', reason: 'too_little_data', outlook: null })
})

/** Two posts a week for half a year, each with twelve engagements among two hundred followers. */
async function posting(w: World, likes: (daysAgo: number) => number): Promise<string> {
  const channel = await growing(w, 200, () => 200)
  for (let ago = 196; ago >= 0; ago -= 3.5) {
    const at = `${dayBefore(Math.ceil(ago))}T10:00Z`
    if (new Date(at) > new Date(now)) continue
    const id = await makePublication(w.ctx, w.workspaceId, channel, at)
    await tell(w.ctx, w.workspaceId, 'publication', id, at, { likes: likes(ago) })
  }
  return channel
}

test('a rate is read over the 28 days that end today, and looks ahead by whole weeks', async () => {
  const w = await here()
  await posting(w, (ago) => Math.round(10 + (196 - ago) / 30))
  const goal = await set(w, { metric: 'er_followers', baseline: 0.05, target: 0.06, deadline: '2030-06-01' })
  const { live } = goal.standing
  expect(live.value).toBeGreaterThan(0.07)
  expect(live.coverage?.posts).toEqual({ of: 7, have: 7 })
  const trend = await readTrend(w.ctx, w.actor('owner'), goal.id)
  expect(trend.learned.of).toBe('week')
  expect(trend.learned.values).toBeGreaterThan(24)
  // Settled weeks end two days before today.
  expect(trend.forecast[0]?.day).toBe('2030-04-06')
  expect(trend.forecast.at(-1)?.day).toBe('2030-06-01')
  expect(goal.standing.status).toBe('met')
})

test('the fan of a trend runs from the last known day to the deadline and widens', async () => {
  const w = await here()
  await growing(w, 60, (ago) => 1240 - 4 * ago + (ago % 3))
  const goal = await set(w)
  const trend = await readTrend(w.ctx, w.actor('owner'), goal.id)
  expect(trend.points.at(-1)).toEqual({ day: '2030-04-01', value: 1240 })
  expect(trend.points).toHaveLength(60)
  expect(trend.forecast.at(-1)?.day).toBe('2030-05-01')
  expect(trend.forecast.every((one) => one.day > '2030-04-01' && one.low <= one.high)).toBe(true)
  const width = (i: number) => (trend.forecast.at(i)?.high ?? 0) - (trend.forecast.at(i)?.low ?? 0)
  expect(width(-1)).toBeGreaterThan(width(0))
  expect(trend.forecast.at(-1)?.median).toBeCloseTo(goal.standing.outlook?.median ?? 0)
})

test('a goal of a campaign counts the posts of that campaign alone', async () => {
  const w = await here()
  const channel = await makeChannel(w.ctx, w.workspaceId, 'plain')
  const campaign = await w.ctx.db
    .insertInto('campaigns')
    .values({ workspaceId: w.workspaceId, name: 'Spring' })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const campaignId of [campaign.id, null]) {
    const post = await w.ctx.db
      .insertInto('posts')
      .values({ workspaceId: w.workspaceId, content: '{}', campaignId })
      .returning('id')
      .executeTakeFirstOrThrow()
    const id = await makePublication(w.ctx, w.workspaceId, channel, `${dayBefore(3)}T10:00Z`, {
      postId: post.id,
    })
    await tell(w.ctx, w.workspaceId, 'publication', id, `${dayBefore(2)}T10:00Z`, { likes: 5 })
  }
  const goal = await set(w, {
    metric: 'likes',
    scope: { kind: 'campaign', id: campaign.id },
    baseline: 0,
    target: 100,
  })
  expect(goal).toMatchObject({ scopeName: 'Spring', standing: { live: { value: 5 } } })
})

test('a goal in the making is offered its baseline with the days it stems from, and its odds', async () => {
  const w = await here()
  await posting(w, () => 12)
  const ask = (query: object) => previewGoal(w.ctx, w.actor('owner'), PreviewQuery.parse(query))
  const level = await ask({ metric: 'followers', deadline: '2030-05-01', target: '200' })
  expect(level.baseline).toMatchObject({ value: 200, window: { from: '2030-04-01', to: '2030-04-01' } })
  expect(level.outlook?.median).toBeCloseTo(200, 0)
  const far = await ask({ metric: 'followers', deadline: '2030-05-01', target: '400' })
  expect(far.chance).toBeLessThan(0.05)
  expect(far.chance).not.toBeNull()
  const rate = await ask({ metric: 'likes', startsOn: '2030-03-20' })
  expect(rate.baseline).toMatchObject({ value: 96, window: { from: '2030-02-21', to: '2030-03-20' } })
  await expect(ask({ metric: 'likes', scopeKind: 'channel', scopeId: 'nonsense' })).rejects.toMatchObject({
    code: 'goal.no_scope',
  })
})

test('a goal is changed, put away, taken out and removed, and each is written down', async () => {
  const w = await here()
  const actor = w.actor('editor')
  const { id } = await set(w)
  const changed = await changeGoal(w.ctx, actor, id, { target: 2000, name: 'Many more' })
  expect(changed).toMatchObject({ target: 2000, name: 'Many more', baseline: 1000 })
  await archiveGoal(w.ctx, actor, id)
  const list = (archived: boolean) =>
    listGoals(w.ctx, w.actor('owner'), GoalsQuery.parse({ archived: String(archived) }))
  expect((await list(false)).items).toEqual([])
  expect((await list(true)).items.map((goal) => goal.id)).toEqual([id])
  await restoreGoal(w.ctx, actor, id)
  await removeGoal(w.ctx, actor, id)
  await expect(readGoal(w.ctx, w.actor('owner'), id)).rejects.toMatchObject({ code: 'goal.not_found' })
  const rows = await w.ctx.db
    .selectFrom('auditLog')
    .select('action')
    .where('workspaceId', '=', w.workspaceId)
    .orderBy('id')
    .execute()
  expect(rows.map((row) => row.action)).toEqual([
    'goal.added',
    'goal.changed',
    'goal.archived',
    'goal.restored',
    'goal.removed',
  ])
})

test('goals come by their deadline, page by page', async () => {
  const w = await here()
  for (const deadline of ['2030-09-01', '2030-06-01', '2030-12-01', '2030-06-01']) await set(w, { deadline })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await listGoals(
      w.ctx,
      w.actor('owner'),
      GoalsQuery.parse({ limit: '3', ...(cursor && { cursor }) }),
    )
    seen.push(...page.items.map((goal) => goal.deadline))
    cursor = page.next
  } while (cursor)
  expect(seen).toEqual(['2030-06-01', '2030-06-01', '2030-09-01', '2030-12-01'])
})

test.each([
  ['target', { target: 1000 }, 'goal_same_target'],
  ['deadline', { deadline: '2030-02-01' }, 'goal_ends_before'],
  ['target', { metric: 'er_followers', target: 3 }, 'goal_share'],
  ['metric', { metric: 'followers_gained' }, 'goal_metric'],
  ['scope', { scope: { kind: 'channel', id: null } }, 'goal_scope'],
])('a goal that cannot be is refused at its field: %s %o', (path, more, code) => {
  const parsed = GoalBody.safeParse({ ...body(), ...more })
  expect(parsed.error?.issues).toMatchObject([{ path: [path], params: { code } }])
})

test('a change is held to the same rules as a whole', async () => {
  const w = await here()
  const { id } = await set(w)
  await expect(changeGoal(w.ctx, w.actor('editor'), id, { baseline: 1300 })).rejects.toMatchObject({
    code: 'goal.not_possible',
    fields: [{ path: 'target', code: 'goal_same_target' }],
  })
})

test('the goals, channels and people of another workspace are out of reach', async () => {
  const w = await here()
  const there = await w.tenant()
  const foreign = await makeChannel(w.ctx, there.workspaceId, 'plain')
  const { id } = await set(w)
  await expect(readGoal(w.ctx, there.actor('owner'), id)).rejects.toMatchObject({ code: 'goal.not_found' })
  await expect(removeGoal(w.ctx, there.actor('owner'), id)).rejects.toMatchObject({ code: 'goal.not_found' })
  await expect(set(w, { scope: { kind: 'channel', id: foreign } })).rejects.toMatchObject({
    code: 'goal.no_scope',
  })
  await expect(set(w, { ownerId: 'somebody' })).rejects.toMatchObject({ code: 'goal.no_owner' })
})
