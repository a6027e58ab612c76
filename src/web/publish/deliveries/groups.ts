import {
  type Delivery,
  type DeliveryAction,
  DeliveryState,
  needingPeople,
} from '../../../modules/publish/deliveries/contract.ts'

/** Those that will still leave by themselves, and those that are over. */
export const coming = [
  'scheduled',
  'claimed',
  'sending',
  'sent',
  'waiting',
] as const satisfies readonly DeliveryState[]
export const over = ['published', 'cancelled'] as const satisfies readonly DeliveryState[]

/** In the order in which people look for them. */
export const allStates: readonly DeliveryState[] = [...needingPeople, ...coming, ...over]

export const split = (list: string | undefined): string[] => list?.split(',').filter(Boolean) ?? []

export const statesIn = (list: string | undefined): DeliveryState[] =>
  split(list).flatMap((name) => DeliveryState.safeParse(name).data ?? [])

export function toggled(list: string | undefined, value: string): string | undefined {
  const now = split(list)
  const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value]
  return next.join(',') || undefined
}

/** What happens next stands first; what has happened, the latest first. */
export const orderOf = (states: readonly DeliveryState[]): 'due' | '-due' =>
  states.every((state) => (coming as readonly DeliveryState[]).includes(state)) ? 'due' : '-due'

/** What can be done with several at once. One in doubt has to be looked at by itself. */
export type BulkVerb = 'send' | 'cancel'

/** How one of several is sent: a failed one again, any other at once. */
export const sendBy = ({ actions }: Pick<Delivery, 'actions'>): DeliveryAction | null =>
  actions.find((action) => action === 'publish-now' || action === 'retry') ?? null

export const isChoosable = ({ state, actions }: Pick<Delivery, 'state' | 'actions'>): boolean =>
  state !== 'in_doubt' && actions.includes('cancel')
