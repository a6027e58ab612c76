import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { z } from 'zod'
import { WaitingCount } from '../../modules/create/approval-waiting/contract.ts'
import { Calendar, type CalendarEntry } from '../../modules/create/calendar/contract.ts'
import { Ending } from '../../modules/create/ending/contract.ts'
import { PostList } from '../../modules/create/posts/contract.ts'
import { SlotList } from '../../modules/create/slots/contract.ts'
import { WaitingTasks } from '../../modules/create/tasks-waiting/contract.ts'
import { Review } from '../../modules/plan/reviews/contract.ts'
import {
  Drift,
  GoalLines,
  type HandLine,
  HandLines,
  Mine,
  Waiting,
} from '../../modules/plan/waiting/contract.ts'
import { DeliveryList } from '../../modules/publish/deliveries/contract.ts'
import { NotificationList } from '../../modules/publish/notifications/contract.ts'
import { useMay, useWorkspace } from '../api/me.ts'
import { ask, askPages } from '../api/query.ts'
import { addDays, type Day, startOfWeek } from '../kit/days.ts'
import { toCivil, toInstant } from '../kit/zone.ts'

/** The day that it is in the workspace's zone. */
export function useDay(): Day {
  const { timeZone } = useWorkspace()
  return toCivil(new Date(), timeZone).slice(0, 10)
}

/** Today and the six days after it, by day. A post that is due at several times stands at each. */
export function useWeek() {
  const { timeZone } = useWorkspace()
  const day = useDay()
  const startOf = (one: Day) => toInstant(`${one}T00:00`, timeZone).at.toISOString()
  const week = useQuery(
    ask({
      topic: 'deliveries',
      also: ['posts'],
      path: '/calendar',
      query: { from: startOf(day), to: startOf(addDays(day, 7)) },
      schema: Calendar,
    }),
  )
  const days = useMemo(() => {
    const found = new Map<Day, CalendarEntry[]>(
      Array.from({ length: 7 }, (_, place) => [addDays(day, place), []]),
    )
    for (const entry of week.data?.items ?? [])
      found.get(toCivil(entry.at, timeZone).slice(0, 10))?.push(entry)
    return found
  }, [week.data, day, timeZone])
  return { ...week, day, days }
}

/** Deliveries in which nothing happens any more unless a person does something. */
export const useStuck = () =>
  useInfiniteQuery(
    askPages({
      topic: 'deliveries',
      path: '/deliveries',
      query: { needs: 'people', order: '-due', limit: 20 },
      schema: DeliveryList,
    }),
  )

/** Proposals, for those who may say yes. */
export function useProposals() {
  const may = useMay()
  const question = ask({
    topic: 'posts',
    path: '/posts',
    query: { stage: 'proposed', limit: 20 },
    schema: PostList,
  })
  return useQuery({ ...question, enabled: may('post.approve') || may('post.publish') })
}

/** The day of the strategy's review when it has come, for those who can hold it. */
export function useDueReview(): string | null {
  const may = useMay()
  const question = ask({ topic: 'strategy', path: '/strategy/review', schema: Review })
  const { data } = useQuery({ ...question, enabled: may('strategy.manage') })
  return data?.due ? data.next : null
}

/** As much as the first page has to know: its contract has all of the audit in it. */
const Suspected = z.object({ likely: z.int() })

/** Likely impostors that nobody has decided about, for those who can. */
export function useWaitingSuspects(): number {
  const may = useMay()
  const question = ask({ topic: 'presence', path: '/presence/waiting', schema: Suspected })
  const { data } = useQuery({ ...question, enabled: may('strategy.manage') })
  return data?.likely ?? 0
}

/** Scheduled posts that the rules of where their readers are have overtaken, for those who can mend them. */
export function useOutdatedPosts(): { postId: string; text: string }[] {
  const may = useMay()
  const question = ask({
    topic: 'notifications',
    path: '/notifications',
    query: { open: true, limit: 200 },
    schema: NotificationList,
  })
  const { data } = useQuery({ ...question, enabled: may('post.publish') && may('team.read') })
  return (data?.items ?? []).flatMap(({ kind, subject, facts }) =>
    kind === 'post.compliance' ? [{ postId: subject.id, text: String(facts.text ?? '') }] : [],
  )
}

/** Work for people from outside that waits for whoever is here, by the matrix of the team and by what they look after. */
export function useWaitingJobs(): Waiting['items'] {
  const may = useMay()
  const question = ask({
    topic: 'contractors',
    also: ['team'],
    path: '/contractor-jobs/waiting',
    schema: Waiting,
  })
  return useQuery({ ...question, enabled: may('plan.manage') }).data?.items ?? []
}

/** What whoever is here is to do until tomorrow. */
export function useWaitingTasks(): WaitingTasks {
  const may = useMay()
  const question = ask({ topic: 'tasks', also: ['posts'], path: '/tasks/waiting', schema: WaitingTasks })
  return useQuery({ ...question, enabled: may('team.read') }).data ?? { items: [], open: 0 }
}

/** What of the library may soon be shown no more, for those who can renew or replace it. */
export function useEndingMedia(): Ending['items'] {
  const may = useMay()
  const question = ask({ topic: 'media', also: ['deliveries'], path: '/media-ending', schema: Ending })
  return useQuery({ ...question, enabled: may('post.write') }).data?.items ?? []
}

/** Posts whose steps of approval ask whoever is here. */
export function useWaitingApprovals(): WaitingCount {
  const may = useMay()
  const question = ask({
    topic: 'approval',
    also: ['posts'],
    path: '/approval/waiting',
    schema: WaitingCount,
  })
  return useQuery({ ...question, enabled: may('post.approve') }).data ?? { open: 0, overdue: 0 }
}

/** Whether they are named in the team as who approves posts. */
export function useApprovesContent(): boolean {
  const may = useMay()
  const question = ask({ topic: 'team', path: '/team/mine', schema: Mine })
  const { data } = useQuery({ ...question, enabled: may('post.approve') && may('team.read') })
  return (data?.items ?? []).some((one) => one.function === 'content' && one.parts.includes('approves'))
}

/** What is away from the mix, for those who plan. */
export function useDrift(): Drift['away'] {
  const may = useMay()
  const question = ask({ topic: 'deliveries', also: ['posts'], path: '/content-plan/drift', schema: Drift })
  const { data } = useQuery({ ...question, enabled: may('plan.manage') })
  return data?.state === 'away' ? data.away : []
}

export function useGoals() {
  const may = useMay()
  const question = ask({ topic: 'goals', path: '/goals', query: { limit: 50 }, schema: GoalLines })
  return useQuery({ ...question, enabled: may('numbers.read') })
}

/** Numbers that goals are about and that nobody entered for the week that is over. */
export function useMissingWeek(): HandLine[] {
  const may = useMay()
  const lastWeek = addDays(startOfWeek(useDay(), 1), -7)
  const question = ask({ topic: 'goals', path: '/manual-metrics', schema: HandLines })
  const numbers = useQuery({ ...question, enabled: may('plan.manage') })
  return (numbers.data?.items ?? []).filter(
    ({ goals, last }) => goals > 0 && (last === null || last.week < lastWeek),
  )
}

/** Whether there has ever been a post, and whether any weekly times are set: the first steps ask. */
export function useBeginnings(enabled: boolean) {
  const posts = useQuery({
    ...ask({ topic: 'posts', path: '/posts', query: { limit: 1 }, schema: PostList }),
    enabled,
  })
  const slots = useQuery({ ...ask({ topic: 'slots', path: '/slots', schema: SlotList }), enabled })
  return {
    known: posts.isSuccess && slots.isSuccess,
    hasPosts: posts.data?.items.length,
    hasSlots: slots.data?.items.length,
  }
}
