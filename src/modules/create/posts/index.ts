export { draftsOf, notesOf } from './draft.ts'
export { postHandlers } from './handlers.ts'
export { postRoutes } from './routes.ts'
