export { freeze } from '../content/index.ts'
export {
  change,
  fresh,
  isByHand,
  move,
  movedOn,
  refuseAgainstRules,
  refuseBarred,
  refuseUnapproved,
  rescheduleIn,
} from './act.ts'
export { factsOf, findTold, type Told, tellCalledBack } from './called-back.ts'
export { deliveryError } from './errors.ts'
export { prepareDelivery } from './jobs.ts'
export { cancelDeliveries, firstDeliveries, planDeliveries, replanDeliveries } from './plan.ts'
export { refreezeDeliveries } from './refreeze.ts'
export { deliveryRoutes } from './routes.ts'
