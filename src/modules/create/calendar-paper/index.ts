export { calendarPaperRoutes } from './routes.ts'
