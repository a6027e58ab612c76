export { memberRoutes } from './routes.ts'
export { addMember, findTouchable } from './service.ts'
