import { useQuery } from '@tanstack/react-query'
import { Campaign, CampaignStanding } from '../../../modules/create/campaigns/contract.ts'
import { Overview, PostNumbersPage } from '../../../modules/measure/numbers/contract.ts'
import { CampaignBudget } from '../../../modules/plan/budget/contract.ts'
import { Goal } from '../../../modules/plan/goals/contract.ts'
import { path } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { ask } from '../../api/query.ts'
import { addDays } from '../../kit/days.ts'
import { toCivil } from '../../kit/zone.ts'

export const useCampaign = (id: string) =>
  useQuery(ask({ topic: 'campaigns', also: ['posts'], path: path`/campaigns/${id}`, schema: Campaign }))

export const useStanding = (id: string) =>
  useQuery(
    ask({
      topic: 'campaigns',
      also: ['posts', 'deliveries', 'plan', 'goals'],
      path: path`/campaigns/${id}/standing`,
      schema: CampaignStanding,
    }),
  )

/** The longest that numbers are asked for at once, in days. */
const mostDays = 366

/**
 * The days whose posts count: from its first day, or that of its first post, until today. What its posts bring goes on
 * coming after its end, so the end bounds nothing. Null while nothing can have come.
 */
export function useResultDays(
  campaign: Campaign,
  standing: CampaignStanding,
): { from: string; to: string } | null {
  const { timeZone } = useWorkspace()
  const to = toCivil(new Date(), timeZone).slice(0, 10)
  const firstOut = standing.firstOutAt && toCivil(new Date(standing.firstOutAt), timeZone).slice(0, 10)
  const from = [campaign.startsOn, firstOut].filter((day) => day !== null).sort()[0]
  if (!from || from > to || standing.out === 0) return null
  const earliest = addDays(to, 1 - mostDays)
  return { from: [from, earliest].sort()[1] ?? to, to }
}

export const useResults = (id: string, days: { from: string; to: string }) =>
  useQuery(
    ask({
      topic: 'numbers',
      path: '/numbers',
      query: { ...days, campaign: id, compare: 'none' },
      schema: Overview,
    }),
  )

export const useBest = (id: string, days: { from: string; to: string }) =>
  useQuery(
    ask({
      topic: 'numbers',
      path: '/numbers/publications',
      query: { ...days, campaign: id, sort: 'engagements', limit: 5 },
      schema: PostNumbersPage,
    }),
  )

/** What is planned and spent for it. */
export const useCampaignBudget = (id: string) =>
  useQuery(
    ask({
      topic: 'budget',
      also: ['campaigns'],
      path: path`/budget/campaigns/${id}`,
      schema: CampaignBudget,
    }),
  )

export const useGoal = (id: string) =>
  useQuery(ask({ topic: 'goals', also: ['numbers'], path: path`/goals/${id}`, schema: Goal }))
