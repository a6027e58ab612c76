export { ContentPlanBody } from './contract.ts'
export { findHolidays, knownCountries } from './holidays.ts'
export { weekOf } from './places.ts'
export { applyPlan, previewPlan } from './planning.ts'
export {
  cadenceChanged,
  findCapacity,
  findPlacements,
  findPlanChannels,
  findSetting,
  saveCapacity,
} from './queries.ts'
export { contentPlanRoutes } from './routes.ts'
export { readPlan, savePlan } from './service.ts'
