export { readStatus } from './service.ts'
export { asLines } from './table.ts'
