export { type Goal, type GoalBody, PreviewQuery } from './contract.ts'
export type { Reading } from './reading.ts'
export { goalRoutes } from './routes.ts'
export { addGoal, previewGoal, previewOf, readWish } from './service.ts'
