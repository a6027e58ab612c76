export type { Fact, PersonaBody } from './contract.ts'
export { personaRoutes } from './routes.ts'
export { addPersona, findAllFacts, findPersonaFacts, readFacts } from './service.ts'
