export { calendarLinkHandlers } from './handlers.ts'
export { calendarLinkRoutes } from './routes.ts'
