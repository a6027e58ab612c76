export { findInfluencerNames, isInfluencer } from './queries.ts'
export { influencerRoutes } from './routes.ts'
