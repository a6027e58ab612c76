export { metricRoutes } from './routes.ts'
export { tells } from './service.ts'
