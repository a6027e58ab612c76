export {
  addConnected,
  endConnectedAnywhereBy,
  endConnectedBy,
  endReplayed,
  fetchSecrets,
  giveBack,
  renewSecrets,
  type Secrets,
} from './connected.ts'
export { deleteNeverFetched } from './connected-queries.ts'
export { keyRoutes } from './routes.ts'
export { addKey, callerOfKey } from './service.ts'
