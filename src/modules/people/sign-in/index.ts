export { brakeCode, brakeForgotten, brakeLetters, forgiveSignIn } from './brake.ts'
export { signInHandlers } from './handlers.ts'
export { countTry, endProof, findProven, type Proven } from './proof.ts'
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
