/** The five letters of a goal in the making: whether each holds, why, and what would mend it. Pure. */
import { addDays } from '../../measure/numbers/index.ts'
import { type Measure, measureOf, type Preview } from '../goals/contract.ts'
import type { Objective } from '../objectives/contract.ts'
import type { Draft, Letter, LetterReason, LetterState, Mend, SmartLetter } from './contract.ts'
import { servedBy } from './lexicon.ts'
import { roundTo } from './resolve.ts'

/** A quarter is long enough to change something, and short enough to look ahead. */
const usualDays = 90
const farDays = 730
const easyFrom = 0.9
const likelyFrom = 0.5
const hardBelow = 0.2

export type Known = {
  today: string
  /** What the data say of it; null when it has no number. */
  preview: Preview | null
  /** A network that is named and not joined. */
  unjoined: string | null
  /** What the strategy puts first; null while it says nothing. */
  first: Objective | null
}

export function lettersOf(draft: Draft, known: Known): Letter[] {
  return [
    specific(draft, known),
    measurable(draft, known),
    achievable(draft, known),
    relevant(draft, known),
    timed(draft, known),
  ]
}

type Facts = Letter['facts']

function letter(
  which: SmartLetter,
  state: LetterState,
  reason: LetterReason,
  { facts = {}, mend = null }: { facts?: Facts; mend?: Mend | null } = {},
): Letter {
  return { letter: which, state, reason, words: sentences[reason](facts), facts, mend }
}

function specific({ metric, thing }: Draft, { unjoined }: Known): Letter {
  if (metric === null && thing === null)
    return letter('S', 'missing', 'no_number', { mend: { field: 'metric', value: null } })
  if (unjoined !== null)
    return letter('S', 'weak', 'not_joined', {
      facts: { name: unjoined },
      mend: { field: 'scope', value: null },
    })
  return letter('S', 'good', 'one_number')
}

function measurable({ metric, thing, baseline, target }: Draft, { preview }: Known): Letter {
  if (metric === null && thing !== null)
    return letter('M', 'missing', 'by_hand', { mend: { field: 'manual', value: thing } })
  if (metric === null) return letter('M', 'missing', 'no_number', { mend: { field: 'metric', value: null } })
  if (measureOf(metric).read === 'total')
    return target === null
      ? letter('M', 'missing', 'no_target', { mend: { field: 'target', value: null } })
      : letter('M', 'good', 'counted')
  const live = preview?.baseline
  if (live?.missing === 'not_told')
    return letter('M', 'missing', 'not_told', { mend: { field: 'metric', value: null } })
  if (baseline === null && live?.value != null)
    return letter('M', 'missing', 'no_baseline', {
      facts: { value: live.value },
      mend: { field: 'baseline', value: live.value },
    })
  if (baseline === null)
    return letter('M', 'missing', 'no_data', { mend: { field: 'baseline', value: null } })
  if (target === null) return noTarget(measureOf(metric).unit, baseline, preview)
  if (target === baseline)
    return letter('M', 'missing', 'same_target', { mend: { field: 'target', value: null } })
  if (live?.value == null) return letter('M', 'weak', 'no_data')
  return letter('M', 'good', 'measured', { facts: { value: baseline } })
}

/** Offered is what the trend leads to, else a tenth more. */
function noTarget(unit: Measure['unit'], baseline: number, preview: Preview | null): Letter {
  const ahead = preview?.outlook?.median
  const offer = roundTo(unit, ahead !== undefined && ahead > baseline ? ahead : baseline * 1.1)
  const value = offer > baseline ? offer : null
  return letter('M', 'missing', 'no_target', {
    facts: value === null ? {} : { value },
    mend: { field: 'target', value },
  })
}

function achievable(draft: Draft, { preview, today }: Known): Letter {
  const { metric, target, baseline, people, money } = draft
  if (metric !== null && measureOf(metric).read === 'total') return inPace(draft, today, preview)
  const chance = preview?.chance ?? null
  if (metric === null || target === null || chance === null) return letter('A', 'open', 'cannot_tell')
  const facts = { chance }
  if (chance < hardBelow) return hard(measureOf(metric).unit, { chance, target, baseline }, preview)
  if (people.trim() === '' || money.trim() === '')
    return letter('A', 'weak', 'no_limits', {
      facts,
      mend: { field: people.trim() === '' ? 'people' : 'money', value: null },
    })
  if (chance >= easyFrom) return letter('A', 'good', 'easy', { facts })
  return letter('A', 'good', chance >= likelyFrom ? 'likely' : 'effort', { facts })
}

/** Posts are made by people: what counts is how many a week, and whose they are. */
function inPace(
  { target, startsOn, deadline, people }: Draft,
  today: string,
  preview: Preview | null,
): Letter {
  if (target === null || deadline === null || deadline <= today) return letter('A', 'open', 'cannot_tell')
  const start = startsOn !== null && startsOn > today ? startsOn : today
  const weeks = Math.max(1 / 7, (Date.parse(deadline) - Date.parse(start)) / 86_400_000 / 7)
  const chance = preview?.chance ?? null
  if (chance !== null && chance < hardBelow)
    return letter('A', 'weak', 'hard', { facts: { chance }, mend: { field: 'target', value: null } })
  const facts = { value: Math.round((target / weeks) * 10) / 10, ...(chance !== null && { chance }) }
  if (people.trim() === '')
    return letter('A', 'weak', 'pace', { facts, mend: { field: 'people', value: null } })
  return letter('A', 'good', 'pace', { facts })
}

/** Offered is the target that has an even chance, if that is still on the way. */
function hard(
  unit: Measure['unit'],
  { chance, target, baseline }: { chance: number; target: number; baseline: number | null },
  preview: Preview | null,
): Letter {
  const even = preview?.outlook ? roundTo(unit, preview.outlook.median) : null
  const onTheWay =
    even !== null &&
    baseline !== null &&
    even !== baseline &&
    Math.sign(even - baseline) === Math.sign(target - baseline)
  return letter('A', 'weak', 'hard', {
    facts: { chance, ...(onTheWay && { value: even }) },
    mend: { field: 'target', value: onTheWay ? even : null },
  })
}

/** Not every goal serves what the strategy puts first, and it is said when one does not. */
function relevant({ metric, thing, objective }: Draft, { first }: Known): Letter {
  if (objective !== null && first !== null && objective !== first)
    return letter('R', 'weak', 'beside_strategy', {
      facts: { objective: first },
      mend: { field: 'objective', value: first },
    })
  if (objective !== null) return letter('R', 'good', 'linked', { facts: { objective } })
  const offer = first ?? offerFor(metric, thing)
  return letter('R', 'missing', 'no_objective', {
    facts: offer ? { objective: offer } : {},
    mend: { field: 'objective', value: offer ?? null },
  })
}

function offerFor(metric: Draft['metric'], thing: Draft['thing']): Objective | undefined {
  if (metric === 'manual') return undefined
  if (metric === 'posts_out' || metric === 'posts_planned') return servedBy.posts
  const key = metric ?? thing
  return key === null ? undefined : servedBy[key]
}

function timed({ startsOn, deadline }: Draft, { today }: Known): Letter {
  const start = startsOn !== null && startsOn > today ? startsOn : today
  const offer = addDays(start, usualDays)
  const mend: Mend = { field: 'deadline', value: offer }
  if (deadline === null) return letter('T', 'missing', 'no_deadline', { facts: { day: offer }, mend })
  const days = Math.round((Date.parse(deadline) - Date.parse(today)) / 86_400_000)
  if (deadline <= start) return letter('T', 'missing', 'over', { facts: { day: offer }, mend })
  if (days > farDays) return letter('T', 'weak', 'far', { facts: { day: deadline, days } })
  return letter('T', 'good', 'until', { facts: { day: deadline, days } })
}

const percent = (share: number | undefined): string => `${Math.round((share ?? 0) * 100)} %`

const sentences: Record<LetterReason, (facts: Facts) => string> = {
  one_number: () => 'One number of one place.',
  no_number: () => 'Nothing in it can be counted. Choose the number that shall change.',
  not_joined: ({ name }) => `${name} is not joined here. Choose whose numbers count.`,
  counted: () => 'Carillon counts it by itself.',
  pace: ({ value }) => `That is ${value} a week; say who makes them.`,
  measured: () => 'The number is measured, and it is known where it stands.',
  no_data: () => 'Nothing is known of this number yet. Enter where it stands.',
  not_told: () => 'None of these networks tells this number. Choose another one.',
  by_hand: () => 'No network tells this. It has to be entered by hand, or another number chosen.',
  no_target: ({ value }) =>
    value === undefined
      ? 'How much is wanted is missing.'
      : `How much is wanted is missing. The trend leads to ${value}.`,
  no_baseline: ({ value }) => `Where it starts from is missing; today it is ${value}.`,
  same_target: () => 'The target is where it stands now.',
  likely: ({ chance }) => `As things go it is more likely than not (${percent(chance)}).`,
  easy: ({ chance }) =>
    `It would be reached by itself (${percent(chance)}); a higher target may be worth it.`,
  effort: ({ chance }) => `It takes something, and it can be done (${percent(chance)}).`,
  hard: ({ chance, value }) =>
    `As things go it will hardly be reached (${percent(chance)}).${value === undefined ? '' : ` ${value} would have an even chance.`}`,
  no_limits: ({ chance }) =>
    `It can be done (${percent(chance)}); say how many people and how much money it may take.`,
  cannot_tell: () =>
    'Whether it can be reached, nobody can tell yet: a number, a target, a day or a past is missing.',
  linked: ({ objective }) => `It serves ${objective}.`,
  no_objective: () => 'It is not said what it is for.',
  beside_strategy: ({ objective }) =>
    `The strategy puts ${objective} first; this goal serves something else.`,
  until: ({ day }) => `Until ${day}.`,
  no_deadline: ({ day }) => `There is no day by which. A quarter would be ${day}.`,
  over: ({ day }) => `The day is over, or before the start. A quarter would be ${day}.`,
  far: ({ day }) => `${day} is more than two years away; set a nearer one on the way.`,
}
