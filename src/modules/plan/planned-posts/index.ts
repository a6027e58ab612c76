export { deletePlanned, findOpenOnDays, insertPlanned, updatePlanned } from './queries.ts'
export { plannedRoutes } from './routes.ts'
export { refuseFull } from './service.ts'
