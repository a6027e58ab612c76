import type { Part, Parts, Team, TeamPerson, Work } from '../../../modules/plan/team/contract.ts'
import type { Tone } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'

/** Everything that somebody can be for a kind of work. */
export const choices = [
  [],
  ['responsible'],
  ['responsible', 'approves'],
  ['approves'],
  ['consulted'],
  ['informed'],
] as const satisfies readonly (readonly Part[])[]

type Name = 'none' | 'responsible' | 'both' | 'approves' | 'consulted' | 'informed'

export const nameOf = (parts: readonly Part[]): Name =>
  parts.length === 0 ? 'none' : parts.length > 1 ? 'both' : (parts[0] ?? 'none')

export const toneOf: Record<Name, Tone> = {
  none: 'quiet',
  responsible: 'info',
  both: 'good',
  approves: 'good',
  consulted: 'accent',
  informed: 'quiet',
}

export const partsIn = (team: Team, work: Work, person: TeamPerson): Parts =>
  team.cells.find(({ workId, personId }) => workId === work.id && personId === person.id)?.parts ?? []

/** Somebody whose account is gone has no name any more. */
export function useNames(): (person: Pick<TeamPerson, 'name'>) => string {
  const t = useWords('team')
  return ({ name }) => name || t('gone')
}
