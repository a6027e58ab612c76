export { networksOf, type UsedBy } from './networks-of.ts'
export { choiceRoutes } from './routes.ts'
export { setChoice } from './service.ts'
