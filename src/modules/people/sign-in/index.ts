export { brakeCode, brakeForgotten, brakeLetters, forgetBrakes, forgiveSignIn } from './brake.ts'
export { goneCookie } from './cookie.ts'
export { signInHandlers } from './handlers.ts'
export { countTry, endProof, findProven, type Proven } from './proof.ts'
export { findPersonById } from './queries.ts'
export { confirmPassword, hashOf } from './right-password.ts'
export { enter, fromRequest, signInRoutes } from './routes.ts'
export {
  addPerson,
  findPerson,
  hashNewPassword,
  preparePerson,
  setPassword,
} from './service.ts'
export { beginSession, type From, type SignedIn } from './session.ts'
export { callerOfSession } from './who.ts'
