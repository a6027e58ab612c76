export { workspaceRoutes } from './routes.ts'
export { addOrganisation, addWorkspace, ownedOrganisation } from './service.ts'
