export { secondStepHandlers } from './handlers.ts'
export { secondStepRoutes } from './routes.ts'
export { sealedSteps } from './secret.ts'
export { takeAwayByHand } from './taken.ts'
