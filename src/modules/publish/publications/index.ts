export { publicationHandlers } from './handlers.ts'
export { recordPublications } from './record.ts'
export { publicationRoutes } from './routes.ts'
