export { appRoutes } from './routes.ts'
export { sealedOwnApps } from './seal.ts'
export { appToUse, holdApp, openApp } from './use.ts'
