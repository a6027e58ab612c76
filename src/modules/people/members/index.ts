export { memberError } from './errors.ts'
export { lockWorkspace, ownsAllOf } from './queries.ts'
export { memberRoutes } from './routes.ts'
export { findTouchable, giveOwnership, letIn, presentMember, refuseAbove } from './service.ts'
