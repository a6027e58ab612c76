export { deleteLapsed, deletePlanned, findOpenOnDays, insertPlanned, replacePlanned } from './queries.ts'
export { plannedRoutes } from './routes.ts'
export { refuseFull } from './service.ts'
