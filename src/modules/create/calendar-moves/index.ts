export { calendarMoveRoutes } from './routes.ts'
