import type { Every } from '../../../modules/plan/strategy/contract.ts'
import { addMonths, type Day } from '../../kit/days.ts'

const months = { month: 1, quarter: 3, half_year: 6, year: 12 } as const satisfies Record<Every, number>

/** So many months on; where that month has no such day, its last one. */
export const nextReview = (from: Day, every: Every): Day => addMonths(from, months[every])
