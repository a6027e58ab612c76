export {
  addConnected,
  endConnectedAnywhereBy,
  endReplayed,
  fetchSecrets,
  giveBack,
  renewSecrets,
  type Secrets,
} from './connected.ts'
export { deleteNeverFetched } from './connected-queries.ts'
export { endKeysAnywhereBy, endKeysBy, tellLessened } from './makers.ts'
export { keyRoutes } from './routes.ts'
export { addKey, callerOfKey, callerOfKeyId } from './service.ts'
