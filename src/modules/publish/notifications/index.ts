export { notificationHandlers } from './handlers.ts'
export { notify, notifyAll, resolveDelivered, resolveNotification } from './notify.ts'
export { notificationRoutes } from './routes.ts'
