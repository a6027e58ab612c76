export { findSlots } from './queries.ts'
export { slotRoutes } from './routes.ts'
export { nextFreeSlots } from './service.ts'
