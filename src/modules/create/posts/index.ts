export { proposePost, scheduleApproved } from './decide.ts'
export { draftsOf, notesOf } from './draft.ts'
export { showPost } from './gate.ts'
export { postHandlers } from './handlers.ts'
export { createPost, judgeBody } from './make.ts'
export { movePost } from './move.ts'
export { findPostsById, findStandings, forgetClientIds, type StoredPost } from './queries.ts'
export { pageStored } from './read.ts'
export {
  type ChannelRow,
  findAllChannels,
  isCampaign,
  isGoal,
  isPersona,
  isPillar,
  zoneOfWorkspace,
} from './references.ts'
export { copiedTie, deletePost } from './remove.ts'
export { postRoutes } from './routes.ts'
export { changePost } from './write.ts'
