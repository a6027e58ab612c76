import { defineErrors } from '../../../platform/errors.ts'

export const workspaceError = defineErrors('workspace', {
  no_organisation: ['forbidden', 'Only an owner of the organisation can make another workspace in it.'],
  which_organisation: ['invalid', 'You own several organisations. Say which one by organisationId.'],
})
