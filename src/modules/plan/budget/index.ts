export { enterSpent } from './entries.ts'
export { findLine, isEntered } from './queries.ts'
export { budgetRoutes } from './routes.ts'
