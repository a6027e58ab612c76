export { differenceOf } from './difference.ts'
export { findGaps } from './find-gaps.ts'
export { presenceHandlers } from './handlers.ts'
export { presenceRoutes } from './routes.ts'
