export { prepareDelivery } from './jobs.ts'
export { cancelDeliveries, firstDeliveries, planDeliveries, replanDeliveries } from './plan.ts'
export { refreezeDeliveries } from './refreeze.ts'
export { deliveryRoutes } from './routes.ts'
