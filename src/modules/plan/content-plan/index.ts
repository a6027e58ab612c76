export { contentPlanRoutes } from './routes.ts'
