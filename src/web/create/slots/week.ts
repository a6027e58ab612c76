import type { SlotBody } from '../../../modules/create/slots/contract.ts'
import { type ClockTime, stepTime } from '../../kit/clock.ts'

export type Week = readonly SlotBody[]
export type Category = SlotBody['category']

export const categories = ['engaging', 'brand', 'educational', 'promotional'] as const

const same = (a: SlotBody, b: SlotBody): boolean => a.weekday === b.weekday && a.time === b.time

const inOrder = (week: Week): SlotBody[] =>
  [...week].sort((a, b) => a.weekday - b.weekday || a.time.localeCompare(b.time))

export const ofDay = (week: Week, weekday: number): SlotBody[] =>
  inOrder(week).filter((slot) => slot.weekday === weekday)

/** A time stands once in a day: what is added replaces what was there. */
export const withSlots = (week: Week, added: Week): SlotBody[] =>
  inOrder([...week.filter((slot) => !added.some((one) => same(one, slot))), ...added])

export const withoutSlot = (week: Week, slot: SlotBody): SlotBody[] => week.filter((one) => !same(one, slot))

export const changed = (week: Week, before: SlotBody, after: SlotBody): SlotBody[] =>
  withSlots(withoutSlot(week, before), [after])

/** The times of one day on other days too, instead of what stood there. */
export const withDayOn = (week: Week, from: number, to: readonly number[]): SlotBody[] => {
  const day = ofDay(week, from)
  const others = week.filter(({ weekday }) => !to.includes(weekday) || weekday === from)
  return withSlots(
    others,
    to.flatMap((weekday) => day.map((slot) => ({ ...slot, weekday }))),
  )
}

/** Quarters of an hour by which the arrows move a slot. */
const step = 15

const moves: Record<string, (slot: SlotBody) => SlotBody> = {
  ArrowUp: (slot) => ({ ...slot, time: stepTime(slot.time, -step) }),
  ArrowDown: (slot) => ({ ...slot, time: stepTime(slot.time, step) }),
  ArrowLeft: (slot) => ({ ...slot, weekday: slot.weekday === 1 ? 7 : slot.weekday - 1 }),
  ArrowRight: (slot) => ({ ...slot, weekday: slot.weekday === 7 ? 1 : slot.weekday + 1 }),
}

/** Where an arrow key moves a slot; null when another slot stands there already, or for any other key. */
export function movedBy(week: Week, slot: SlotBody, key: string): SlotBody | null {
  const after = moves[key]?.(slot)
  return after && !week.some((one) => same(one, after)) ? after : null
}

/** A time that is offered for a day: the second full hour after its last slot, nine o'clock on an empty day. */
export function nextTime(week: Week, weekday: number): ClockTime {
  const last = ofDay(week, weekday).at(-1)?.time
  return last && last < '22:00' ? stepTime(stepTime(last, 60), 60) : '09:00'
}

export const presets = {
  workdays: { days: [1, 2, 3, 4, 5], times: ['09:00'] },
  twice: { days: [1, 2, 3, 4, 5], times: ['09:00', '17:00'] },
  daily: { days: [1, 2, 3, 4, 5, 6, 7], times: ['12:00'] },
} as const

export type Preset = keyof typeof presets

export const presetWeek = (preset: Preset): SlotBody[] =>
  inOrder(
    presets[preset].days.flatMap((weekday) =>
      presets[preset].times.map((time) => ({ weekday, time, category: null })),
    ),
  )

/** How many slots of a week are meant for each category, those for any last. */
export function countByCategory(week: Week): { category: Category; count: number }[] {
  const count = (category: Category) => week.filter((slot) => slot.category === category).length
  return [...categories, null]
    .map((category) => ({ category, count: count(category) }))
    .filter((one) => one.count > 0)
}
