export { findCampaigns } from './queries.ts'
export { campaignRoutes } from './routes.ts'
