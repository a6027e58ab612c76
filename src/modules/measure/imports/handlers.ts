import { handle } from '../../../app/handler.ts'
import { purgeMetricImports } from './jobs.ts'
import { purgeImports } from './service.ts'

export const metricImportHandlers = [handle(purgeMetricImports, (ctx) => purgeImports(ctx))]
