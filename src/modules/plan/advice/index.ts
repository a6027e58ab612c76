export { adviceRoutes } from './routes.ts'
export { readRules } from './service.ts'
