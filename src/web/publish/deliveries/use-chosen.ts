import { useMemo, useState } from 'react'
import type { Delivery } from '../../../modules/publish/deliveries/contract.ts'
import { isChoosable } from './groups.ts'

export type Chosen = {
  has(id: string): boolean
  set(deliveries: readonly Delivery[], on: boolean): void
  clear(): void
  /** As they stand now: what moved on meanwhile is no longer among them. */
  deliveries: readonly Delivery[]
}

/** Which of the deliveries in sight are meant by what is done with several. */
export function useChosen(inSight: readonly Delivery[]): Chosen {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  return useMemo(
    () => ({
      has: (id) => ids.has(id),
      set: (deliveries, on) =>
        setIds((before) => {
          const own = new Set(deliveries.map(({ id }) => id))
          return new Set([...[...before].filter((id) => !own.has(id)), ...(on ? own : [])])
        }),
      clear: () => setIds(new Set()),
      deliveries: inSight.filter((one) => ids.has(one.id) && isChoosable(one)),
    }),
    [ids, inSight],
  )
}
