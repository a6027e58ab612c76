export { stopBackups } from './command.ts'
export { scheduleHandlers } from './handlers.ts'
export { whyNoBackup } from './service.ts'
