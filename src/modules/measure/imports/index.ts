export { metricImportHandlers } from './handlers.ts'
export { metricImportRoutes } from './routes.ts'
