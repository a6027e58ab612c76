export { removeWorkspace } from './erase.ts'
export { closingHandlers } from './handlers.ts'
export { closingRoutes } from './routes.ts'
