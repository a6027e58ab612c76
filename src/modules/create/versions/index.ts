export { keepVersion } from './keep.ts'
export { versionRoutes } from './routes.ts'
