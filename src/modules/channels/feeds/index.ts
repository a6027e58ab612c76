export { feedHandlers } from './handlers.ts'
export { feedRoutes } from './routes.ts'
