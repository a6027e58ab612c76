export { segmentRoutes } from './routes.ts'
export { findSegmentFilter } from './service.ts'
