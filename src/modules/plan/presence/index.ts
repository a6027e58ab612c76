export { presenceHandlers } from './handlers.ts'
export { presenceRoutes } from './routes.ts'
