export { setupRoutes } from './routes.ts'
export { createOwner, type Owner } from './service.ts'
