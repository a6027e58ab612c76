export { brakeForgotten, brakeLetters, forgiveSignIn } from './brake.ts'
export { signInHandlers } from './handlers.ts'
export { fromRequest, setCookies, signInRoutes } from './routes.ts'
export {
  addPerson,
  type From,
  findPerson,
  hashNewPassword,
  type NewPerson,
  preparePerson,
  readMe,
  setPassword,
  signIn,
} from './service.ts'
export { callerOfSession } from './who.ts'
