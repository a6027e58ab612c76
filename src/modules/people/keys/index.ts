export { keyRoutes } from './routes.ts'
export { addKey, callerOfKey } from './service.ts'
