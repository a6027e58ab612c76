export { channelPlanRoutes } from './routes.ts'
export { listChannelPlans } from './service.ts'
