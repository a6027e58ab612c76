export { wayHandlers } from './handlers.ts'
export { claimAddress, proveAddress } from './prove.ts'
export { removeOtherWays } from './remove.ts'
export { tellOfWays } from './tell.ts'
