export { removeWorkspace } from './erase.ts'
export { closingHandlers } from './handlers.ts'
export { tellClosing } from './jobs.ts'
export { closingRoutes } from './routes.ts'
