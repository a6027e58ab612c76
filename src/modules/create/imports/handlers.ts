import { handle } from '../../../app/handler.ts'
import { checkRows } from './check.ts'
import { checkImportJob, purgeImportsJob, runImportJob, undoImportJob } from './jobs.ts'
import { makeRows } from './make.ts'
import { purgeImports } from './service.ts'
import { takeBackRows } from './undo.ts'

export const importHandlers = [
  handle(checkImportJob, checkRows),
  handle(runImportJob, makeRows),
  handle(undoImportJob, takeBackRows),
  handle(purgeImportsJob, (ctx) => purgeImports(ctx)),
]
