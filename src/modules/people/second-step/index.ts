export { secondStepHandlers } from './handlers.ts'
export { secondStepRoutes } from './routes.ts'
export { takeAwayByHand } from './taken.ts'
