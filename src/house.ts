/** Every room's door: what is served, and who answers which job. A new feature adds its line here. */
import { edgeHandlers } from './app/edge/index.ts'
import type { JobHandler } from './app/handler.ts'
import type { Route } from './app/route.ts'
import { auditRoutes } from './modules/people/audit/index.ts'
import { keyRoutes } from './modules/people/keys/index.ts'
import { memberRoutes } from './modules/people/members/index.ts'
import { sessionRoutes } from './modules/people/sessions/index.ts'
import { setupRoutes } from './modules/people/setup/index.ts'
import { signInHandlers, signInRoutes } from './modules/people/sign-in/index.ts'
import { workspaceRoutes } from './modules/people/workspaces/index.ts'

export const routes: readonly Route[] = [
  ...setupRoutes,
  ...signInRoutes,
  ...sessionRoutes,
  ...workspaceRoutes,
  ...memberRoutes,
  ...keyRoutes,
  ...auditRoutes,
]

export const handlers: readonly JobHandler[] = [...edgeHandlers, ...signInHandlers]
