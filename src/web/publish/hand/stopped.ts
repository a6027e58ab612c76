import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'

type Asked = Pick<DeliveryDetail, 'state' | 'handed' | 'barred' | 'unapproved'>

/** It is or was in somebody's hands and may not be put there: nothing of it is shown to copy, and that it is out can still be said. */
export const isStopped = ({ state, handed, barred, unapproved }: Asked): boolean =>
  handed !== null && inOrAfter.includes(state) && (barred !== null || unapproved)

const inOrAfter: readonly string[] = ['handed', 'failed', 'missed']
