export { wayHandlers } from './handlers.ts'
export { removeOtherWays } from './remove.ts'
export { tellOfWays } from './tell.ts'
