export { publicationHandlers } from './handlers.ts'
export { findAtAddress, isAnothers, takeBackPublication } from './queries.ts'
export { recordPublications, tellPublished } from './record.ts'
export { publicationRoutes } from './routes.ts'
