export { type Made, makeDemo, removeDemo } from './service.ts'
