export { linkRoutes } from './routes.ts'
export { activeRule, taggingFor } from './service.ts'
