export { strategyHandlers } from './handlers.ts'
export { strategyRoutes } from './routes.ts'
