export { ownsAllOf } from './queries.ts'
export { memberRoutes } from './routes.ts'
export { addMember, findTouchable } from './service.ts'
