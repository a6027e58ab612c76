export { strategyHandlers } from './handlers.ts'
export { strategyRoutes } from './routes.ts'
export { readStrategy, saveStrategy } from './service.ts'
