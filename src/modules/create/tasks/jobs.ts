import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Each quarter of an hour it is morning somewhere. */
export const remindOfTasks = defineJob('tasks.remind', z.unknown(), { cron: '*/15 * * * *', tries: 3 })

export const purgeDeletedTasks = defineJob('tasks.purge', z.unknown(), { cron: '41 3 * * *', tries: 3 })
