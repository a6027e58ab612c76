export { prepareDelivery } from './jobs.ts'
export { cancelDeliveries, planDeliveries, planFirstDeliveries, replanDeliveries } from './plan.ts'
export { refreezeDeliveries } from './refreeze.ts'
export { deliveryRoutes } from './routes.ts'
