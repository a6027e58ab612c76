import { defineErrors } from '../../../platform/errors.ts'

export const hookError = defineErrors('hook', {
  not_found: ['missing', 'There is no such webhook in this workspace.'],
  too_many: ['conflict', 'A workspace has {most} webhooks at most. Remove one that is not needed.'],
})
