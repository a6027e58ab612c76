export { freeze } from '../content/index.ts'
export {
  change,
  fresh,
  isByHand,
  move,
  movedOn,
  refuseAgainstRules,
  refuseUnapproved,
  rescheduleIn,
} from './act.ts'
export { deliveryError } from './errors.ts'
export { prepareDelivery } from './jobs.ts'
export { cancelDeliveries, firstDeliveries, planDeliveries, replanDeliveries } from './plan.ts'
export { refreezeDeliveries } from './refreeze.ts'
export { deliveryRoutes } from './routes.ts'
