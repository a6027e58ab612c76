export { calendarBrandRoutes } from './routes.ts'
