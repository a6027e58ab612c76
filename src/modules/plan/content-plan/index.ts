export { cadenceChanged, findCapacity, saveCapacity } from './queries.ts'
export { contentPlanRoutes } from './routes.ts'
