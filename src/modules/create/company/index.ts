export { judgeCalled } from './colleagues.ts'
export { companyRoutes } from './routes.ts'
