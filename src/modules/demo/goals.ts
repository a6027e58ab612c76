import type { Actor } from '../../app/actor.ts'
import type { Context } from '../../app/context.ts'
import { addGoal, type Goal, type GoalBody, PreviewQuery, previewGoal } from '../plan/goals/index.ts'
import { fromToday, type Ground, isoDay } from './ground.ts'
import type { Category } from './ideas.ts'

type Wish = {
  name: string
  metric: GoalBody['metric']
  scope: GoalBody['scope']
  objective: GoalBody['objective']
  fromDay: number
  toDay: number
  /** The target, from where it began, where it is, and what is foretold for the deadline. */
  target(begun: number, now: number, ahead: { median: number; low: number; high: number }): number
  /** Posts of this kind are said to serve it. */
  servedBy?: Category
}

const all = { kind: 'workspace', id: null } as const

/** One goal for each way of standing. Targets are set by what is foretold, so that each stands as it should on any day. */
const wishes = (ground: Ground): Wish[] => [
  {
    name: 'A thousand more ears for the main account',
    metric: 'followers',
    scope: { kind: 'channel', id: ground.channels.get('en') ?? '' },
    objective: 'awareness',
    fromDay: -90,
    toDay: 45,
    target: (_, now, { median, low }) => Math.floor(Math.max(now + 1, low - 0.4 * (median - low))),
    servedBy: 'brand',
  },
  {
    name: 'Grow everywhere',
    metric: 'followers',
    scope: all,
    objective: 'awareness',
    fromDay: -60,
    toDay: 60,
    target: (_, now, { median, low }) => Math.floor(Math.max(now + 1, median - 0.35 * (median - low))),
  },
  {
    name: 'More people who answer',
    metric: 'er_followers',
    scope: all,
    objective: 'loyalty',
    fromDay: -75,
    toDay: 30,
    target: (_, now, { high }) => Math.max(high, now) * 1.12,
    servedBy: 'engaging',
  },
  {
    name: 'A livelier month',
    metric: 'engagements',
    scope: all,
    objective: 'loyalty',
    fromDay: -100,
    toDay: 20,
    target: (begun, now) => Math.max(Math.floor(now * 0.95), begun < now ? Math.ceil(begun) + 1 : 0),
  },
  {
    name: 'More friends in Bangkok',
    metric: 'followers',
    scope: { kind: 'channel', id: ground.channels.get('th') ?? '' },
    objective: 'awareness',
    fromDay: -120,
    toDay: -15,
    target: (_, now) => Math.ceil((now * 1.15) / 50) * 50,
  },
  {
    name: 'Talk about the new roastery',
    metric: 'replies',
    scope: { kind: 'campaign', id: ground.campaigns.get('roastery') ?? '' },
    objective: 'reputation',
    fromDay: -20,
    toDay: 12,
    target: (_, now) => Math.ceil(now * 1.6) + 10,
  },
]

export async function setGoals(ctx: Context, actor: Actor, ground: Ground): Promise<Goal[]> {
  const goals: Goal[] = []
  for (const wish of wishes(ground)) {
    const goal = await addGoal(ctx, actor, await bodyOf(ctx, actor, ground, wish))
    goals.push(goal)
    if (wish.servedBy)
      await ctx.db
        .updateTable('posts')
        .set({ goalId: goal.id })
        .where('workspaceId', '=', ground.workspaceId)
        .where('category', '=', wish.servedBy)
        .where('wishAt', '>=', `${goal.startsOn}T00:00`)
        .where('goalId', 'is', null)
        .execute()
  }
  return goals
}

async function bodyOf(ctx: Context, actor: Actor, ground: Ground, wish: Wish): Promise<GoalBody> {
  const [startsOn, deadline] = [
    isoDay(fromToday(ground.now, wish.fromDay)),
    isoDay(fromToday(ground.now, wish.toDay)),
  ]
  const preview = (query: object) =>
    previewGoal(
      ctx,
      actor,
      PreviewQuery.parse({
        metric: wish.metric,
        scopeKind: wish.scope.kind,
        ...(wish.scope.id && { scopeId: wish.scope.id }),
        ...query,
      }),
    )
  const begun = await preview({ startsOn })
  const now = await preview({ deadline })
  const baseline = begun.baseline.value ?? 0
  const today = now.baseline.value ?? baseline
  return {
    name: wish.name,
    metric: wish.metric,
    scope: wish.scope,
    baseline,
    baselineWindow: begun.baseline.window,
    target: wish.target(baseline, today, now.outlook ?? { median: today, low: today, high: today }),
    startsOn,
    deadline,
    ownerId: ground.ownerId,
    objective: wish.objective,
    ...{ manualId: null, floor: null, plan: null, parentId: null },
    ...{ businessValue: '', people: '', money: '', constraints: [], milestones: [] },
  }
}
