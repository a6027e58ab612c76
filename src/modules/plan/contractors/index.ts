export { contractorHandlers } from './handlers.ts'
export { contractorRoutes } from './routes.ts'
