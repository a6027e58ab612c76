import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { defineJob } from '../../../app/job.ts'

/** Looks which series have posts to make. */
export const makeDueJob = defineJob('series.due', z.object({}), { cron: '*/15 * * * *', backfill: 3_600_000 })
/** Makes the posts of one series as far ahead as it wants. */
export const makeSeriesJob = defineJob('series.make', z.object({ workspaceId: Id, seriesId: Id }))
