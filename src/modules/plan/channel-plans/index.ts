export { channelPlanRoutes } from './routes.ts'
