export { postHandlers } from './handlers.ts'
export { postRoutes } from './routes.ts'
