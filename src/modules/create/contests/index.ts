export { contestHandlers } from './handlers.ts'
export { endWithConsent } from './page.ts'
export { contestRoutes } from './routes.ts'
export { sealedSeeds } from './seeds.ts'
