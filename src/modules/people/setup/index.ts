export { setupRoutes } from './routes.ts'
export { createOwner } from './service.ts'
