export { approvalLinkHandlers } from './handlers.ts'
export { approvalLinkRoutes } from './routes.ts'
