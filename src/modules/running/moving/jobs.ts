import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** One at a time in the whole house: a worker does a few jobs at once, and moves of hours must not be all of them. */
const alone = { tries: 3, queue: 'moving' }

/** Writes the file of an export. */
export const makeExport = defineJob('moving.export', z.object({ moveId: z.uuid() }), alone)
/** Makes a workspace of a file that was uploaded. */
export const makeImport = defineJob('moving.import', z.object({ moveId: z.uuid() }), alone)
/** Removes files whose time is over, and tells of what was left behind by a process that died. */
export const sweepMoves = defineJob('moving.sweep', z.object({}), { cron: '*/15 * * * *' })
