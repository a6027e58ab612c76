import type { Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import { contentFor, type Idea } from '../../create/posts/contract.ts'
import { findHolidays, findSetting, readPlan } from '../content-plan/index.ts'
import { noPostRules } from './contract.ts'
import type { Looked, Placed, Situation, Timeline } from './looked.ts'
import {
  findChannels,
  findGoals,
  findPlaced,
  findPosts,
  findRules,
  hasPersonas,
  type StoredPost,
} from './queries.ts'

const dayMs = 86_400_000
/** So far back the posts before one are looked for; who publishes less than twenty in that time is not judged by shares. */
const daysBack = 150
const daysAhead = 9

/** Posts as they are judged, and everything that they are judged by. One reading for many posts. */
export async function readSituation(
  db: Db,
  viewer: Viewer,
  ids: readonly string[],
): Promise<{ looked: Looked[]; situation: Situation }> {
  const { workspaceId } = viewer
  const looked = (await findPosts(db, viewer, ids)).map(lookedAt)
  const times = looked.flatMap(({ sides }) => sides.flatMap(({ at }) => at ?? []))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const [plan, setting, channels, goals, personas, rules, placed] = await Promise.all([
    readPlan(db, viewer),
    findSetting(db, workspaceId),
    findChannels(db, viewer),
    findGoals(db, viewer),
    hasPersonas(db, workspaceId),
    findRules(db, workspaceId),
    times.length === 0
      ? []
      : findPlaced(db, viewer, new Date(first - daysBack * dayMs), new Date(last + daysAhead * dayMs)),
  ])
  const situation = {
    zone: setting.timeZone,
    weekStartsOn: setting.weekStartsOn,
    channels,
    goals,
    hasPersonas: personas,
    shares: plan.shares,
    plan: plan.rules,
    freeHolidays: await freeHolidays(plan.rules, setting.language, first, last),
    rules: rules ?? noPostRules,
    placed: timelineOf(placed),
  }
  return { looked, situation }
}

function lookedAt(post: StoredPost): Looked {
  const { id, category, goalId, personaId, campaignId, content, scheduled, wish } = post
  const due = new Map((post.deliveries ?? []).map(({ channelId, at }) => [channelId, at]))
  const sides = (post.variants ?? []).map(({ channelId, content: own }) => ({
    channelId,
    text: textOf(contentFor(content as Idea, own as Parameters<typeof contentFor>[1] as never)),
    at: scheduled ? (due.get(channelId) ?? null) : wish,
  }))
  return {
    id,
    category,
    goalId,
    personaId,
    campaignId,
    language: content.languages[0] ?? null,
    idea: textOf(content),
    sides,
  }
}

const textOf = ({ parts }: { parts: readonly { text: string }[] }): string =>
  parts.map(({ text }) => text).join('\n')

function timelineOf(all: readonly Placed[]): Timeline {
  const byChannel = new Map<string, Placed[]>()
  for (const one of all) {
    const there = byChannel.get(one.channelId)
    if (there) there.push(one)
    else byChannel.set(one.channelId, [one])
  }
  return { all, byChannel }
}

async function freeHolidays(
  { country, state, holidays }: Situation['plan'],
  language: string,
  first: number,
  last: number,
): Promise<Map<string, string>> {
  if (holidays !== 'free' || country === null || !Number.isFinite(first)) return new Map()
  // A day more on either side: which day it is is told by the clock of the channel.
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  const found = await findHolidays({ country, state }, language, day(first - dayMs), day(last + dayMs))
  return new Map(found.filter(({ isPublic }) => isPublic).map((one) => [one.day, one.name]))
}
