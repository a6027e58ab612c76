export { keptChannels, namedParts } from './service.ts'
