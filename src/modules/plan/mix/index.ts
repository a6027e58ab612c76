export { type Gauge, leastToJudge } from './contract.ts'
export { countMix } from './queries.ts'
export { mixRoutes } from './routes.ts'
export { type Share, sequence, type Worst, worstWindow } from './sequence.ts'
