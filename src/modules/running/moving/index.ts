export { stopMoves } from './background.ts'
export { exportByHand, importByHand } from './by-hand.ts'
export { movingHandlers } from './handlers.ts'
export { movingRoutes } from './routes.ts'
