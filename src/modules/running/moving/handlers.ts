import { handle, type JobHandler } from '../../../app/handler.ts'
import { runExport, runImport, sweep } from './background.ts'
import { makeExport, makeImport, sweepMoves } from './jobs.ts'

export const movingHandlers: JobHandler[] = [
  handle(makeExport, (ctx, { moveId }) => runExport(ctx, moveId)),
  handle(makeImport, (ctx, { moveId }) => runImport(ctx, moveId)),
  handle(sweepMoves, (ctx) => sweep(ctx)),
]
