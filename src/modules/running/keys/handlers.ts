import { handle, type JobHandler } from '../../../app/handler.ts'
import type { SealedPlace } from '../../../app/sealed.ts'
import { resealAll } from './jobs.ts'
import { reseal } from './reseal.ts'

export const keyHandlers = (places: readonly SealedPlace[]): JobHandler[] => [
  handle(resealAll, (ctx) => reseal(ctx, places)),
]
