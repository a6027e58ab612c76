export { choiceRoutes } from './routes.ts'
