export { publicationHandlers } from './handlers.ts'
export { findRemoteId, isAnothers } from './queries.ts'
export { recordPublications } from './record.ts'
export { publicationRoutes } from './routes.ts'
