import { z } from 'zod'
import { defineJob } from '../../../app/job.ts'

/** Writes the file of an export. */
export const makeExport = defineJob('moving.export', z.object({ moveId: z.uuid() }), { tries: 3 })
/** Makes a workspace of a file that was uploaded. */
export const makeImport = defineJob('moving.import', z.object({ moveId: z.uuid() }), { tries: 3 })
/** Removes files whose time is over, and tells of what was left behind by a process that died. */
export const sweepMoves = defineJob('moving.sweep', z.object({}), { cron: '*/15 * * * *' })
