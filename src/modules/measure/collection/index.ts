export { isSparing, lagOf, requestsPerMinute } from './budget.ts'
export { collectionHandlers } from './handlers.ts'
export { planCollection, planOld } from './plan.ts'
export { claimOne, type DueChannel, dueChannels, ensureChannels, readChannel, settle } from './queries.ts'
export { rationed } from './ration.ts'
export { collectionRoutes } from './routes.ts'
export {
  backoff,
  channelEvery,
  chargedHistory,
  historyEvery,
  historyReach,
  nextLook,
  postTimetable,
} from './timetable.ts'
export { isHeld, meetTrouble } from './trouble.ts'
