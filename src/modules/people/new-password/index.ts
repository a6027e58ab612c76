export { newPasswordHandlers } from './handlers.ts'
export { newPasswordRoutes } from './routes.ts'
export { makeLinkByHand } from './service.ts'
