export { signInHandlers } from './handlers.ts'
export { fromRequest, setCookies, signInRoutes } from './routes.ts'
export { addPerson, findPerson, type NewPerson, preparePerson, readMe, signIn } from './service.ts'
export { callerOfSession } from './who.ts'
