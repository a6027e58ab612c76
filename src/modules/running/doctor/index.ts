export type { Finding } from './contract.ts'
export { examine, type Patient } from './service.ts'
export { asTable } from './table.ts'
