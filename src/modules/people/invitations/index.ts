export { acceptAll } from './accept.ts'
export { invitationHandlers } from './handlers.ts'
export { invitationRoutes } from './routes.ts'
