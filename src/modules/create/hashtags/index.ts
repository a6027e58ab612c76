export { hashtagRoutes } from './routes.ts'
