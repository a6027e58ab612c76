import type { Gaps } from './contract.ts'

type Day = string

export type Wanted = { channelId: string; perWeek: number; weekdays: readonly number[]; days: readonly Day[] }
export type Frame = {
  /** The first day shown, and the first no longer shown. */
  from: Day
  to: Day
  today: Day
  weekStartsOn: number
  /** Days on which nothing is planned on a channel. */
  isFree: (day: Day, channelId: string) => boolean
}

/**
 * Where the plan wants more than stands there, of weeks that are not over. `days` of a channel are those on which it has a
 * post, once for each, by its own clock. Free days take their share off what a week wants.
 */
export function gapsOf(wanted: readonly Wanted[], frame: Frame): Gaps {
  const weeks: Gaps['weeks'] = []
  const byDay = new Map<Day, string[]>()
  for (const week of weeksOf(frame)) {
    const days = Array.from({ length: 7 }, (_, place) => dayOn(week, place))
    if ((days[6] ?? '') < frame.today) continue
    const short = wanted.flatMap((one) => {
      const found = lookAt(one, days, frame)
      for (const day of found.empty) byDay.set(day, [...(byDay.get(day) ?? []), one.channelId])
      return found.has < found.wants ? [{ channelId: one.channelId, has: found.has, wants: found.wants }] : []
    })
    if (short.length > 0) weeks.push({ week, channels: short })
  }
  const days = [...byDay].map(([day, channelIds]) => ({ day, channelIds }))
  return {
    weeks,
    days: days
      .filter(({ day }) => day >= frame.from && day < frame.to)
      .sort((a, b) => a.day.localeCompare(b.day)),
  }
}

/** Any day does where a cadence names none. */
const allDays = [1, 2, 3, 4, 5, 6, 7]

function lookAt({ channelId, perWeek, weekdays, days: posts }: Wanted, days: readonly Day[], frame: Frame) {
  const named = weekdays.length > 0 ? weekdays : allDays
  const planned = days.filter((day) => named.includes(weekdayOf(day)))
  const open = planned.filter((day) => !frame.isFree(day, channelId))
  const wants = Math.min(perWeek, Math.ceil((perWeek * open.length) / named.length))
  const has = posts.filter((day) => days.includes(day)).length
  // Where there are more days than posts, nobody can say which of the empty ones is the gap: the week tells it.
  const exact = perWeek >= planned.length
  const empty = exact && has < wants ? open.filter((day) => day >= frame.today && !posts.includes(day)) : []
  return { has, wants, empty }
}

function weeksOf({ from, to, weekStartsOn }: Frame): Day[] {
  const first = dayOn(from, -((weekdayOf(from) - weekStartsOn + 7) % 7))
  const weeks: Day[] = []
  for (let week = first; week < to; week = dayOn(week, 7)) weeks.push(week)
  return weeks
}

export const dayOn = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
