export { secondStepRuleRoutes } from './routes.ts'
