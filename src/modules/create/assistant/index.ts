export { sealedAssistants } from './key.ts'
export { countUse as countAssistantUse } from './queries.ts'
export { assistantRoutes } from './routes.ts'
export { stopAnswers } from './under-way.ts'
