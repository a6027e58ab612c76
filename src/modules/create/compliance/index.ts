export {
  blocking,
  type Gate,
  type Ground,
  judgeOutgoing,
  markOf,
  readGround,
  refuseBlocked,
  tieOn,
} from './gate.ts'
export { complianceHandlers } from './handlers.ts'
export { holdPost } from './jobs.ts'
export { lookSoon } from './look.ts'
export { judgeChanged, judgeFrozen } from './published.ts'
export { keepResults, resultRows } from './result-queries.ts'
export { complianceRoutes } from './routes.ts'
export { isBlocked } from './standing.ts'
export { endTrouble } from './told.ts'
