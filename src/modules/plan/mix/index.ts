export { type Gauge, leastToJudge } from './contract.ts'
export { countMix } from './queries.ts'
export { mixRoutes } from './routes.ts'
export { type Share, sequenceSteps, type Worst, worstWindow } from './sequence.ts'
