export { setupRoutes } from './routes.ts'
export { createOwner, isOpen } from './service.ts'
