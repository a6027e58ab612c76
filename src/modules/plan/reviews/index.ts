export { reviewHandlers } from './handlers.ts'
export { reviewRoutes } from './routes.ts'
