export { findWork } from './queries.ts'
export { teamRoutes } from './routes.ts'
export { findWho } from './who.ts'
