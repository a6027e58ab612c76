export { webhookHandlers } from './handlers.ts'
export { webhookRoutes } from './routes.ts'
export { sealedDoors } from './seal.ts'
export { leaveDoor } from './service.ts'
