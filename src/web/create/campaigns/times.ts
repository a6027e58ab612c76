import type { Campaign } from '../../../modules/create/campaigns/contract.ts'
import type { Day } from '../../kit/days.ts'

type Timed = Pick<Campaign, 'name' | 'startsOn' | 'endsOn' | 'archivedAt'>

export const views = ['running', 'over', 'archived'] as const
export type View = (typeof views)[number]

const isOver = ({ endsOn }: Timed, today: Day): boolean => endsOn !== null && endsOn < today
const begins = ({ startsOn, endsOn }: Timed): Day | null => startsOn ?? endsOn

/** Those of a view, in the order of time: what ends or begins next comes first, what ended last leads those that are over. */
export function ofView<C extends Timed>(all: readonly C[], view: View, today: Day): C[] {
  const byName = (a: C, b: C): number => a.name.localeCompare(b.name)
  if (view === 'archived') return all.toSorted((a, b) => compare(b.archivedAt, a.archivedAt) || byName(a, b))
  if (view === 'over')
    return all
      .filter((one) => isOver(one, today))
      .toSorted((a, b) => compare(b.endsOn, a.endsOn) || byName(a, b))
  return all
    .filter((one) => !isOver(one, today))
    .toSorted((a, b) => compare(begins(a), begins(b)) || compare(a.endsOn, b.endsOn) || byName(a, b))
}

/** By time; what has none stands last. */
const compare = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1
