export { sessionRoutes } from './routes.ts'
export { endAllSessions, endOtherSessions, endSession } from './service.ts'
