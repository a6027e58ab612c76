export type { PersonaBody } from './contract.ts'
export { personaRoutes } from './routes.ts'
export { addPersona, findAllFacts, findPersonaFacts } from './service.ts'
