export { exportByHand } from './export.ts'
export { erasureRoutes } from './routes.ts'
export { eraseByHand } from './service.ts'
export { eraseStranger, exportStranger } from './stranger.ts'
