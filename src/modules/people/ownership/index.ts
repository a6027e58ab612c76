export { ownershipHandlers } from './handlers.ts'
export { ownershipRoutes } from './routes.ts'
