export { auditHandlers } from './handlers.ts'
export { auditRoutes } from './routes.ts'
export { startSealer } from './seal.ts'
export { verifyAudit } from './verify.ts'
