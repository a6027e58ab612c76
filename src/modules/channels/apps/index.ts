export { appRoutes } from './routes.ts'
export { sealedOwnApps } from './seal.ts'
export { appToUse, openApp } from './use.ts'
