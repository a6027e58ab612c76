export { oauthHandlers } from './handlers.ts'
export { oauthRoutes } from './routes.ts'
