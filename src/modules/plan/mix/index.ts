export { mixRoutes } from './routes.ts'
export { type Share, sequenceSteps, type Worst, worstWindow } from './sequence.ts'
