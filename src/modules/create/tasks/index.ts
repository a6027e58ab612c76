export { taskHandlers } from './handlers.ts'
export { taskRoutes } from './routes.ts'
