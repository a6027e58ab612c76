export { type Goal, type GoalBody, PreviewQuery } from './contract.ts'
export { goalRoutes } from './routes.ts'
export { addGoal, previewGoal } from './service.ts'
