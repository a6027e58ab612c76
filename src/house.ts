/** Every room's door: what is served, and who answers which job. A new feature adds its line here. */
import type { JobHandler } from './app/handler.ts'
import type { Route } from './app/route.ts'

export const routes: readonly Route[] = []

export const handlers: readonly JobHandler[] = []
