export { removalHandlers } from './handlers.ts'
export { removalRoutes } from './routes.ts'
export { endSignInsOf } from './service.ts'
