export { findEntries } from './queries.ts'
export { calendarRoutes } from './routes.ts'
