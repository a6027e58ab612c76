/** A goal that counts posts: how many are out, or planned, and how many more are scheduled. It tracks itself. */
import type { Db } from '../../../platform/db/index.ts'
import { addDays, type Day } from '../../measure/numbers/index.ts'
import { type Counted, countOut, countPlanned, countScheduled } from './output-queries.ts'
import type { Reading } from './reading.ts'

export type Output = Reading & {
  /** How many more are scheduled until the deadline; null when what is planned is counted itself. */
  scheduled: number | null
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
  return { ...asReading(days, startsOn, today), scheduled }
}

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
