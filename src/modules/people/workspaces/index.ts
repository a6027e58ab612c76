export { workspaceRoutes } from './routes.ts'
export { addOrganisation, addWorkspace } from './service.ts'
