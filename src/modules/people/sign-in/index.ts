export {
  brakeCode,
  brakeFile,
  brakeForgotten,
  brakeForm,
  brakeLetters,
  brakeShared,
  forgetBrakes,
  forgiveSignIn,
  mayWriteOfForm,
} from './brake.ts'
export { labelOf, letInByHand, refuseClosed } from './closed.ts'
export { challengeCookie, goneCookie, readChallenge, readVisit, visitCookie } from './cookie.ts'
export { isGuarded } from './guarded.ts'
export { signInHandlers } from './handlers.ts'
export { countTry, endProof, findProven, type Proven } from './proof.ts'
export { deleteProofs, findPersonById, lockUser } from './queries.ts'
export { confirmPassword, hashOf } from './right-password.ts'
export { enter, fromRequest, setCookies, signInRoutes } from './routes.ts'
export {
  addPerson,
  comeIn,
  type Due,
  findPerson,
  hashNewPassword,
  preparePerson,
  setPassword,
} from './service.ts'
export { beginSession, type From, type SignedIn } from './session.ts'
export { brakeVisit } from './visits.ts'
export { holdPerson, lockWays, passkeysFit } from './ways.ts'
export { callerOfSession } from './who.ts'
