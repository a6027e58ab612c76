export { choiceRoutes } from './routes.ts'
export { setChoice } from './service.ts'
