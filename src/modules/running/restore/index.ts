export { type Restored, restoreBackup } from './service.ts'
