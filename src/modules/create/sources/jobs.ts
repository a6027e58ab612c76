import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { defineJob } from '../../../app/job.ts'

/** Looks which feeds are to be fetched. */
export const fetchDueJob = defineJob('sources.due', z.object({}), { cron: '*/5 * * * *', backfill: 600_000 })
export const fetchSourceJob = defineJob('sources.fetch', z.object({ workspaceId: Id, sourceId: Id }))
/** Forgets entries that were seen long ago and are in no feed any more. */
export const purgeItemsJob = defineJob('sources.purge', z.object({}), { cron: '57 3 * * *' })
