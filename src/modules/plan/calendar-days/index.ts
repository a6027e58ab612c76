export { calendarDayRoutes } from './routes.ts'
export { readHolidays } from './service.ts'
