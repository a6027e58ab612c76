export { calendarNoteRoutes } from './routes.ts'
export { listNotes } from './service.ts'
