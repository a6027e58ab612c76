export { giveToPeople } from './give.ts'
export { handoverHandlers } from './handlers.ts'
export { handoverRoutes } from './routes.ts'
