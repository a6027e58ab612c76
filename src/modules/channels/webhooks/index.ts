export { webhookHandlers } from './handlers.ts'
export { webhookRoutes } from './routes.ts'
export { sealedDoors } from './seal.ts'
export { closeDoorsOf, isStillTold, leaveDoor } from './service.ts'
