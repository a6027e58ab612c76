export { competitorHandlers } from './handlers.ts'
export { competitorRoutes } from './routes.ts'
