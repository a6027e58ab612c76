import { handle } from '../../../app/handler.ts'
import { makeDueJob, makeSeriesJob } from './jobs.ts'
import { askForDue, makeAhead } from './make.ts'

export const seriesHandlers = [handle(makeDueJob, (ctx) => askForDue(ctx)), handle(makeSeriesJob, makeAhead)]
