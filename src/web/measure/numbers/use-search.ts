import { MetricId } from '../../../modules/measure/metrics/contract.ts'
import { Compare, PostSort } from '../../../modules/measure/numbers/contract.ts'
import { numbersPage } from './routes.tsx'

/** What the address asks for; what is in no catalogue counts as not asked. */
export function useNumbersSearch() {
  const asked = numbersPage.useSearch()
  return {
    ...asked,
    metric: MetricId.catch('followers').parse(asked.metric),
    compare: Compare.catch('previous').parse(asked.compare),
    sort: PostSort.catch('published_at').parse(asked.sort),
  }
}
