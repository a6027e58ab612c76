export { pilotRoutes } from './routes.ts'
