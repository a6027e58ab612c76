export type { PersonaBody } from './contract.ts'
export { personaRoutes } from './routes.ts'
export { addPersona, findPersonaFacts } from './service.ts'
