export { enterSpent } from './entries.ts'
export { findLine } from './queries.ts'
export { budgetRoutes } from './routes.ts'
