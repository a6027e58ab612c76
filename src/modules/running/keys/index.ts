export { keyHandlers } from './handlers.ts'
export { forgetKey, listKeys, rotateKeys } from './service.ts'
