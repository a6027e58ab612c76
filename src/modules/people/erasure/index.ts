export { erasureRoutes } from './routes.ts'
export { eraseByHand } from './service.ts'
