export { makeDemo, removeDemo } from './service.ts'
