export { joinList, joinThread } from './cells.ts'
export { importHandlers } from './handlers.ts'
export type { More } from './judge.ts'
export { importRoutes } from './routes.ts'
