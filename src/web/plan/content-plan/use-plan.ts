import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { CampaignList } from '../../../modules/create/campaigns/contract.ts'
import { ContentPlan, Countries } from '../../../modules/plan/content-plan/contract.ts'
import { MixGauges } from '../../../modules/plan/mix/contract.ts'
import { PlannedList } from '../../../modules/plan/planned-posts/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask, askPages } from '../../api/query.ts'
import { addDays, type Day, startOfWeek } from '../../kit/days.ts'
import { toCivil, toInstant } from '../../kit/zone.ts'
import { contentPlanPage } from './routes.tsx'

export const askPlan = () =>
  ask({ topic: 'plan', also: ['channels'], path: '/content-plan', schema: ContentPlan })

export const usePlan = () => useQuery(askPlan())

/** Some weeks from a day on, in the workspace's zone. A plan begins tomorrow at the earliest. */
export function useSpan() {
  const { from, weeks } = contentPlanPage.useSearch()
  const { timeZone, weekStartsOn } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  const next = addDays(startOfWeek(today, weekStartsOn), 7)
  const first = from ?? next
  return { first, weeks, end: addDays(first, weeks * 7), today, tomorrow: addDays(today, 1) }
}

const instant = (day: Day, zone: string): string => toInstant(`${day}T00:00`, zone).at.toISOString()

const anyTime = { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }

/**
 * The planned posts of some days, or all of a campaign. A channel may live in another zone: its days begin up to a day earlier or later, so more is
 * asked for, and each post is judged by the day on its own clock.
 */
export function usePlanned(first: Day, end: Day, campaign?: string) {
  const { timeZone } = useWorkspace()
  const query = campaign
    ? { ...anyTime, campaign }
    : { from: instant(addDays(first, -1), timeZone), to: instant(addDays(end, 1), timeZone) }
  const asked = useInfiniteQuery(
    askPages({
      topic: 'plan',
      also: ['posts', 'channels'],
      path: '/planned-posts',
      query,
      schema: PlannedList,
    }),
  )
  const items = (asked.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter(({ civil }) => campaign || (civil.slice(0, 10) >= first && civil.slice(0, 10) < end))
  return { asked, items }
}

export function useMix(first: Day, end: Day) {
  const { timeZone } = useWorkspace()
  const query = { from: instant(first, timeZone), to: instant(end, timeZone) }
  return useQuery(
    ask({ topic: 'plan', also: ['posts', 'deliveries'], path: '/mix', query, schema: MixGauges }),
  )
}

export const useCampaigns = () =>
  useQuery(ask({ topic: 'campaigns', path: '/campaigns', schema: CampaignList, fresh: 60_000 })).data
    ?.items ?? []

export const useCountries = () =>
  useQuery(
    ask({
      topic: 'workspace',
      path: '/content-plan/countries',
      schema: Countries,
      fresh: Number.POSITIVE_INFINITY,
    }),
  ).data?.items ?? []
