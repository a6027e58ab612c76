export { callHooks } from './call.ts'
export { hookHandlers } from './handlers.ts'
export { hookTrouble } from './jobs.ts'
export { hookRoutes } from './routes.ts'
