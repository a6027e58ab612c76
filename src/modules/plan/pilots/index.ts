export { pilotRoutes } from './routes.ts'
export { startPilot } from './service.ts'
