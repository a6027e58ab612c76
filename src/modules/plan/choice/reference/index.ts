export { referenceBars } from './bars.ts'
export { referenceFigures } from './figures.ts'
export { referenceNetworks } from './networks.ts'
