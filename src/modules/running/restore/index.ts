export { type Restored, type RestoreOptions, restoreBackup } from './service.ts'
