import { metricOf } from '../../measure/metrics/contract.ts'
import { type ConstraintStanding, type GoalReason, isOwn, type Standing } from './contract.ts'

type Wordless = Omit<Standing, 'words'>

const percent = (share: number | null): string => `${Math.round((share ?? 0) * 100)} %`

/** The number that is bound, as the catalogue or its people call it. */
const nameOf = ({ metric, manual }: ConstraintStanding): string =>
  manual?.name ?? (isOwn(metric) ? metric : metricOf(metric).id.replaceAll('_', ' '))

const bounds = ({ constraints }: Wordless, state: ConstraintStanding['state']): string =>
  constraints
    .filter((one) => one.state === state)
    .map((one) => `${nameOf(one)} ${one.bound === 'most' ? 'at most' : 'at least'} ${one.value}`)
    .join(', ')

const sentences: Record<GoalReason, (standing: Wordless) => string> = {
  reached: () => 'The target is reached.',
  reached_at_end: () => 'The target was reached by the deadline.',
  reached_but_broken: (standing) =>
    `The target was reached, but a constraint was broken: ${bounds(standing, 'broken')}.`,
  not_reached: () => 'The deadline is over and the target was not reached.',
  floor_kept: () => 'The deadline is over; the target was not reached, and what was to be kept was kept.',
  floor_lost: () => 'The deadline is over; neither the target nor what was to be kept was reached.',
  very_likely: ({ chance }) => `The target will very likely be reached (${percent(chance)}).`,
  likely: ({ chance }) => `The target will more likely than not be reached (${percent(chance)}).`,
  unlikely: ({ chance }) =>
    `The target will probably not be reached as things go now (chance ${percent(chance)}).`,
  unlikely_floor_kept: ({ chance, floorChance }) =>
    `The target will probably not be reached as things go now (chance ${percent(chance)}); what is to be kept probably will (${percent(floorChance)}).`,
  floor_unlikely: ({ floorChance }) =>
    `As things go now, probably not even what is to be kept will be reached (chance ${percent(floorChance)}).`,
  constraint_broken: (standing) => `A constraint is broken: ${bounds(standing, 'broken')}.`,
  constraint_unlikely: (standing) =>
    `A constraint will probably be broken by the deadline: ${bounds(standing, 'unlikely')}.`,
  all_planned: ({ scheduled }) => `With the ${scheduled ?? 0} that are scheduled the target will be reached.`,
  at_pace: () => 'As many are out as an even pace asks for.',
  behind_pace: ({ live, expected }) =>
    `${live.value ?? 0} are out where an even pace asks for ${Math.floor(expected)}, and too few are scheduled.`,
  too_little_data: () => 'There is too little past, for so far ahead, to forecast from.',
  no_data: () => 'There is no number yet to hold the goal against.',
  not_begun: () => 'The goal has not begun yet.',
}

export const sentence = (standing: Wordless): string => sentences[standing.reason](standing)
