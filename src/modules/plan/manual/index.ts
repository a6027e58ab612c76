export { findManualNames, readWeeks, type WeekValue } from './queries.ts'
export { manualRoutes } from './routes.ts'
