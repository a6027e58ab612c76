import { useInfiniteQuery } from '@tanstack/react-query'
import {
  type Delivery,
  DeliveryList,
  type DeliveryState,
} from '../../../modules/publish/deliveries/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { askPages } from '../../api/query.ts'
import { toCivil } from '../../kit/zone.ts'
import { orderOf } from './groups.ts'
import { deliveriesPage } from './routes.tsx'
import { instantsOf } from './window.ts'

export type DeliveriesShown = ReturnType<typeof useDeliveries>

/** The deliveries in some states, narrowed by what the address says. */
export function useDeliveries(states: readonly DeliveryState[]) {
  const { timeZone } = useWorkspace()
  const { channel, from, to } = deliveriesPage.useSearch()
  const query = {
    state: states.join(','),
    channel,
    ...instantsOf({ from, to }, timeZone),
    order: orderOf(states),
  }
  const found = useInfiniteQuery(
    askPages({ topic: 'deliveries', path: '/deliveries', query, schema: DeliveryList }),
  )
  const items: Delivery[] = found.data?.pages.flatMap((page) => page.items) ?? []
  return { ...found, items }
}

/** Today in the workspace's zone. */
export const useToday = (): string => toCivil(new Date(), useWorkspace().timeZone).slice(0, 10)
