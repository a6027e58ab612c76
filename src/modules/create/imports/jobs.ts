import { z } from 'zod'
import { Id } from '../../../app/id.ts'
import { defineJob } from '../../../app/job.ts'

const ofImport = z.object({ workspaceId: Id, importId: Id, version: z.int() })

export const checkImportJob = defineJob('imports.check', ofImport)
export const runImportJob = defineJob('imports.run', ofImport)
export const undoImportJob = defineJob('imports.undo', ofImport)
/** Forgets tables that were brought long ago; the posts that were made of them stay. */
export const purgeImportsJob = defineJob('imports.purge', z.object({}), { cron: '37 3 * * *' })
