export { memberRoutes } from './routes.ts'
export { addMember } from './service.ts'
