export { sessionRoutes } from './routes.ts'
export { endOtherSessions, endSession } from './service.ts'
