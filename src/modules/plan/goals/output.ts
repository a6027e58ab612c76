/** A goal that counts posts: how many are out, or planned, and how many more are scheduled. It tracks itself. */
import type { Db } from '../../../platform/db/index.ts'
import { addDays, type Day } from '../../measure/numbers/index.ts'
import {
  type Counted,
  countKept,
  countMade,
  countOut,
  countPlanned,
  countScheduled,
} from './output-queries.ts'
import { type PaceAhead, paceAhead } from './pace.ts'
import type { Reading } from './reading.ts'

export type Output = Reading & {
  /** How many more are scheduled until the deadline; null when what is planned is counted itself. */
  scheduled: number | null
  /** What may come; null when the deadline is over. */
  pace: PaceAhead | null
}

export type OutputWish = Pick<Counted, 'channelIds' | 'campaignId' | 'zone' | 'workspaceId'> & {
  metric: 'posts_out' | 'posts_planned'
  startsOn: Day
  deadline: Day
  plan: { from: Day; to: Day } | null
  today: Day
}

export async function readOutput(db: Db, wish: OutputWish): Promise<Output> {
  const { metric, startsOn, deadline, plan, today } = wish
  const isOut = metric === 'posts_out'
  const days = isOut
    ? await countOut(db, { ...wish, from: startsOn, to: deadline })
    : await countPlanned(db, { ...wish, from: plan?.from ?? startsOn, to: plan?.to ?? deadline })
  const scheduled = isOut ? await countScheduled(db, { ...wish, from: today, to: deadline }) : null
  const reading = asReading(days, startsOn, today)
  const pace = today > deadline ? null : await readPace(db, wish, reading.on(today).value ?? 0, scheduled)
  return { ...reading, scheduled: scheduled && sumOf(scheduled), pace }
}

/** So many whole weeks tell the pace, and so many days how surely what is scheduled goes out. */
const paceWeeks = 12
const keptDays = 90

async function readPace(
  db: Db,
  wish: OutputWish,
  value: number,
  scheduled: ReadonlyMap<Day, number> | null,
): Promise<PaceAhead> {
  const { metric, today, deadline } = wish
  const past = { ...wish, from: addDays(today, -7 * paceWeeks), to: addDays(today, -1) }
  const count = metric === 'posts_out' ? countOut : countMade
  const [days, kept] = await Promise.all([
    count(db, past),
    countKept(db, { ...wish, from: addDays(today, -keptDays), to: addDays(today, -1) }),
  ])
  return paceAhead({
    today,
    deadline,
    value,
    weeks: weeksOf(days, today),
    scheduled: scheduled ?? new Map(),
    kept,
  })
}

/** What the last whole weeks brought, up to yesterday, from the first day on which there was anything. */
function weeksOf(days: ReadonlyMap<Day, number>, today: Day): number[] {
  const first = [...days.keys()].sort()[0]
  if (!first) return []
  const weeks: number[] = []
  for (
    let end = addDays(today, -1);
    addDays(end, -6) >= first && weeks.length < paceWeeks;
    end = addDays(end, -7)
  ) {
    const start = addDays(end, -6)
    weeks.unshift(sumOf(new Map([...days].filter(([day]) => day >= start && day <= end))))
  }
  return weeks
}

const sumOf = (days: ReadonlyMap<Day, number>): number =>
  [...days.values()].reduce((all, one) => all + one, 0)

/** Added up from day to day. */
function asReading(days: ReadonlyMap<Day, number>, startsOn: Day, today: Day): Reading {
  const before = [...days].reduce((sum, [day, count]) => (day < startsOn ? sum + count : sum), 0)
  const points: Reading['points'] = []
  let sum = before
  for (let day = startsOn; day <= today && points.length < mostDays; day = addDays(day, 1)) {
    sum += days.get(day) ?? 0
    points.push({ day, value: sum })
  }
  return {
    unit: 'count',
    grain: 1,
    today,
    points,
    on: (day) => ({
      value: points.findLast((one) => one.day <= day)?.value ?? before,
      missing: null,
      day: day < today ? day : today,
      asOf: null,
      coverage: null,
    }),
    window: (day) => ({ from: startsOn, to: day }),
    learn: { of: 'day', last: today, values: [], span: 1, factor: 1 },
  }
}

/** Goals of more than three years are not drawn to their end. */
const mostDays = 1200
