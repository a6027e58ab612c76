export { findListeners } from './queries.ts'
export { pushRoutes } from './routes.ts'
export { pushTo } from './send.ts'
