import type { Actor } from '../../app/actor.ts'
import type { Context } from '../../app/context.ts'
import { newId } from '../../platform/id.ts'
import { applyPlan, ContentPlanBody, previewPlan, savePlan } from '../plan/content-plan/index.ts'
import type { Goal } from '../plan/goals/index.ts'
import { fromToday, type Ground, isoDay } from './ground.ts'

const weeks = 4

/** Mix, pillars and a rubric, and four weeks that are planned by them. Answers how many posts that makes. */
export async function setPlan(
  ctx: Context,
  actor: Actor,
  ground: Ground,
  goals: readonly Goal[],
): Promise<number> {
  const channels = [...ground.channels.values()]
  const [craft, people] = [newId(), newId()]
  const body = ContentPlanBody.parse({
    version: 0,
    shares: { engaging: 40, brand: 30, educational: 25, promotional: 5 },
    pillars: [
      { id: craft, name: 'Craft', about: 'Roasting, water, machines, hands.', share: 50 },
      {
        id: people,
        name: 'People',
        about: 'Who grows it, who roasts it, who drinks it.',
        share: 30,
        goalId: goals[0]?.id,
      },
      {
        id: newId(),
        name: 'The house',
        about: 'What is new, when we are open, what is on the shelf.',
        share: 20,
      },
    ],
    rubrics: [
      {
        ...{
          id: newId(),
          name: 'Tip Tuesday',
          weekday: 2,
          time: '09:30',
          category: 'educational',
          pillarId: craft,
        },
        ...{ channelIds: channels.slice(0, 1), hint: 'One thing that makes the coffee at home better.' },
      },
    ],
    cadences: channels.map((channelId, i) => ({ channelId, perWeek: i === 0 ? 4 : 2 })),
    rules: { holidays: 'name', country: 'LV' },
  })
  await savePlan(ctx, actor, body)
  const span = { from: isoDay(fromToday(ground.now, 2)), weeks }
  const { digest } = await previewPlan(ctx, actor, span)
  const { added } = await applyPlan(ctx, actor, { ...span, digest })
  return added
}
