export { publicationHandlers } from './handlers.ts'
export { findRemoteId } from './queries.ts'
export { recordPublications } from './record.ts'
export { publicationRoutes } from './routes.ts'
