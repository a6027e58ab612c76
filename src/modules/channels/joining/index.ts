export { joinHandlers } from './handlers.ts'
export { joinRoutes } from './routes.ts'
export { sealedAttempts } from './service.ts'
