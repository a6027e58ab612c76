export {
  blocking,
  type Gate,
  type Ground,
  judgeOutgoing,
  markOf,
  readGround,
  refuseBlocked,
} from './gate.ts'
export { complianceHandlers } from './handlers.ts'
export { judgeChanged } from './published.ts'
export { keepResults, resultRows } from './result-queries.ts'
export { complianceRoutes } from './routes.ts'
export { endTrouble } from './told.ts'
