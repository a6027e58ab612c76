import { handle, type JobHandler } from '../../../app/handler.ts'
import { askForDue, collectFrom, sweep } from './collect.ts'
import { collectDue, collectProfile, sweepCompetitors } from './jobs.ts'

export const competitorHandlers: JobHandler[] = [
  handle(collectDue, askForDue),
  handle(collectProfile, (ctx, { profileId }) => collectFrom(ctx, profileId)),
  handle(sweepCompetitors, sweep),
]
