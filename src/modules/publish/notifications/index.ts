export { notificationHandlers } from './handlers.ts'
export { notify, notifyAll, notifyOnce, resolveDelivered, resolveNotification } from './notify.ts'
export type { Trouble } from './queries.ts'
export { notificationRoutes } from './routes.ts'
