/** When the posts of a channel are due: cadence, rubrics, spacing and days that are left free become civil times. */
import type { Steps } from '../../../platform/turns.ts'

/** A day `2030-03-31` or a civil time `2030-03-31T09:30`, as the wall of the channel shows it. */
type Day = string
type Civil = string

/** A time of the week at which a channel may publish. */
export type Candidate = { weekday: number; time: string; category: string | null }

export type Line = { channelId: string; zone: string; perWeek: number; candidates: readonly Candidate[] }

export type Rubric = {
  id: string
  channelIds: readonly string[]
  weekday: number
  time: string
  everyWeeks: number
  category: string
  pillarId: string | null
}

/** What stands in the calendar already and stays. */
export type Taken = {
  channelId: string
  civil: Civil
  category: string | null
  pillarId: string | null
  rubricId: string | null
}

/** Days without posts. Without channels it is meant for all. */
export type Blackout = { from: Day; to: Day; channelIds: readonly string[] }

/** More posts than else, for a campaign. */
export type Burst = {
  campaignId: string
  channelIds: readonly string[]
  from: Day
  to: Day
  perWeek: number
  category: string | null
}

export type Calendar = {
  from: Day
  weeks: number
  weekStartsOn: number
  spacingMinutes: number
  rubrics: readonly Rubric[]
  blackouts: readonly Blackout[]
  bursts: readonly Burst[]
  taken: readonly Taken[]
}

export type Spot = {
  channelId: string
  zone: string
  civil: Civil
  category: string | null
  pillarId: string | null
  rubricId: string | null
  campaignId: string | null
}

/** A week in which a channel gets fewer posts than wished: too few times, too many free days. */
export type Shortfall = { channelId: string; week: Day; missing: number }

const minutesOfDay = 1440

/** Days and minutes are counted from 1970, on the clock of the channel: nothing here knows of zones. */
const dayNumber = (day: Day): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
const dayName = (day: number): Day => new Date(day * 86_400_000).toISOString().slice(0, 10)
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1
const minuteOf = (day: number, time: string): number =>
  day * minutesOfDay + Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const civilOfMinute = (minute: number): Civil => new Date(minute * 60_000).toISOString().slice(0, 16)
const minuteOfCivil = (civil: Civil): number => minuteOf(dayNumber(civil.slice(0, 10)), civil.slice(11, 16))

export const lastDayOf = ({ from, weeks }: Pick<Calendar, 'from' | 'weeks'>): Day =>
  dayName(dayNumber(from) + weeks * 7 - 1)

/** The first day of the week in which `day` lies. */
export const weekOf = (day: Day, weekStartsOn: number): Day =>
  dayName(weekStart(dayNumber(day), weekStartsOn))

const weekStart = (day: number, weekStartsOn: number): number =>
  day - ((weekdayOf(day) - weekStartsOn + 7) % 7)

/** The spots of one channel, week by week. A week is filled whole and then cut, so that a plan from Wednesday on is the plan from Monday on without its beginning. */
export function* spotsOf(line: Line, calendar: Calendar): Steps<Spots> {
  const [first, end] = [dayNumber(calendar.from), dayNumber(calendar.from) + calendar.weeks * 7]
  const filling = new Filling(line, calendar)
  const shortfalls: Shortfall[] = []
  for (let week = weekStart(first, calendar.weekStartsOn); week < end; week += 7) {
    const missing = filling.fillWeek(week)
    if (missing > 0 && week >= first && week + 7 <= end)
      shortfalls.push({ channelId: line.channelId, week: dayName(week), missing })
    yield
  }
  const spots = filling.spots
    .filter(({ minute }) => minute >= first * minutesOfDay && minute < end * minutesOfDay)
    .sort((a, b) => a.minute - b.minute)
    .map(({ minute, ...spot }) => ({
      channelId: line.channelId,
      zone: line.zone,
      civil: civilOfMinute(minute),
      ...spot,
    }))
  return { spots, shortfalls }
}

export type Spots = { spots: Spot[]; shortfalls: Shortfall[] }

type Made = Omit<Spot, 'channelId' | 'zone' | 'civil'> & { minute: number }
type Chance = { minute: number; category: string | null }

class Filling {
  readonly spots: Made[] = []
  private readonly line: Line
  private readonly calendar: Calendar
  private readonly taken: readonly { minute: number; rubricId: string | null }[]
  /** Minutes of what is there, by day: a channel may have thousands of posts, of which only those nearby matter. */
  private readonly byDay = new Map<number, number[]>()
  private readonly rubrics: readonly Rubric[]
  private readonly free: readonly [from: number, to: number][]

  constructor(line: Line, calendar: Calendar) {
    this.line = line
    this.calendar = calendar
    this.taken = calendar.taken
      .filter(({ channelId }) => channelId === line.channelId)
      .map(({ civil, rubricId }) => ({ minute: minuteOfCivil(civil), rubricId }))
    for (const { minute } of this.taken) this.note(minute)
    this.rubrics = calendar.rubrics.filter(({ channelIds }) => channelIds.includes(line.channelId))
    this.free = calendar.blackouts
      .filter(({ channelIds }) => channelIds.length === 0 || channelIds.includes(line.channelId))
      .map(({ from, to }) => [dayNumber(from), dayNumber(to)])
  }

  /** Rubrics have their day; the rest is spread over what is left. Answers how many found no place. */
  fillWeek(week: number): number {
    for (const rubric of this.rubrics) this.placeRubric(week, rubric)
    let missing = this.fill(week, this.line.perWeek - this.there(week), [week, week + 6], {})
    for (const burst of this.calendar.bursts) missing += this.placeBurst(week, burst)
    return missing
  }

  private note(minute: number): void {
    const day = Math.floor(minute / minutesOfDay)
    const there = this.byDay.get(day)
    if (there) there.push(minute)
    else this.byDay.set(day, [minute])
  }

  private add(spot: Made): void {
    this.spots.push(spot)
    this.note(spot.minute)
  }

  private there(week: number): number {
    let count = 0
    for (let day = week; day < week + 7; day++) count += this.byDay.get(day)?.length ?? 0
    return count
  }

  private placeRubric(week: number, rubric: Rubric): void {
    const day = week + ((rubric.weekday - weekdayOf(week) + 7) % 7)
    if (weekNumber(day) % rubric.everyWeeks !== 0 || this.isFree(day)) return
    const minute = minuteOf(day, rubric.time)
    const isThere = this.taken.some(
      (one) =>
        one.rubricId === rubric.id &&
        one.minute >= week * minutesOfDay &&
        one.minute < (week + 7) * minutesOfDay,
    )
    if (isThere || this.isNear(minute)) return
    const { id: rubricId, category, pillarId } = rubric
    this.add({ minute, category, pillarId, rubricId, campaignId: null })
  }

  private placeBurst(week: number, burst: Burst): number {
    if (!burst.channelIds.includes(this.line.channelId)) return 0
    const [from, to] = [Math.max(week, dayNumber(burst.from)), Math.min(week + 6, dayNumber(burst.to))]
    if (to < from) return 0
    const count = Math.round((burst.perWeek * (to - from + 1)) / 7)
    return this.fill(week, count, [from, to], { category: burst.category, campaignId: burst.campaignId })
  }

  /** Days that have nothing yet come first, and among them as evenly as they allow. */
  private fill(
    week: number,
    count: number,
    [from, to]: [number, number],
    as: { category?: string | null; campaignId?: string },
  ): number {
    let missing = count
    for (const onlyEmptyDays of [true, false]) {
      const chances = this.chances(week).filter(({ minute }) => {
        const day = Math.floor(minute / minutesOfDay)
        return day >= from && day <= to && !(onlyEmptyDays && this.isBusy(day))
      })
      for (const { minute, category } of [...evenly(chances, missing), ...chances]) {
        if (missing <= 0) return 0
        if (this.isNear(minute) || (onlyEmptyDays && this.isBusy(Math.floor(minute / minutesOfDay)))) continue
        const { campaignId = null } = as
        this.add({
          minute,
          category: as.category ?? category,
          pillarId: null,
          rubricId: null,
          campaignId,
        })
        missing--
      }
    }
    return Math.max(0, missing)
  }

  private chances(week: number): Chance[] {
    return this.line.candidates
      .map(({ weekday, time, category }) => ({
        day: week + ((weekday - weekdayOf(week) + 7) % 7),
        time,
        category,
      }))
      .filter(({ day }) => !this.isFree(day))
      .map(({ day, time, category }) => ({ minute: minuteOf(day, time), category }))
      .filter(({ minute }) => !this.isNear(minute))
      .sort((a, b) => a.minute - b.minute)
  }

  private isFree(day: number): boolean {
    return this.free.some(([from, to]) => day >= from && day <= to)
  }

  private isBusy(day: number): boolean {
    return this.byDay.has(day)
  }

  private isNear(minute: number): boolean {
    const spacing = Math.max(1, this.calendar.spacingMinutes)
    const [first, last] = [minute - spacing, minute + spacing].map((one) => Math.floor(one / minutesOfDay))
    for (let day = first ?? 0; day <= (last ?? 0); day++)
      if (this.byDay.get(day)?.some((one) => Math.abs(one - minute) < spacing)) return true
    return false
  }
}

/** Weeks are counted from a Monday of 1970, so that "every second week" does not hang on where a plan begins. */
const weekNumber = (day: number): number => Math.floor((day + 3) / 7)

/** `count` of them at equal steps: of five days three are the first, the third and the fifth. */
function evenly<T>(items: readonly T[], count: number): T[] {
  const wanted = Math.min(count, items.length)
  return Array.from(
    { length: Math.max(0, wanted) },
    (_, i) => items[Math.floor(((i + 0.5) * items.length) / wanted)],
  ).filter((item): item is T => item !== undefined)
}
