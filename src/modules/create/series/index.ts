export { seriesHandlers } from './handlers.ts'
export { seriesRoutes } from './routes.ts'
