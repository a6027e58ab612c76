export { strategyHandlers } from './handlers.ts'
export { strategyRoutes } from './routes.ts'
export { findFirst, readStrategy, saveStrategy, saveStrategyIn } from './service.ts'
