export { segmentRoutes } from './routes.ts'
export { findSegmentChannels } from './service.ts'
