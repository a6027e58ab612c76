export { sourceHandlers } from './handlers.ts'
export { sourceRoutes } from './routes.ts'
