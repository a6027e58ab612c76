export { mixRoutes } from './routes.ts'
export { type Share, sequence, type Worst, worstWindow } from './sequence.ts'
