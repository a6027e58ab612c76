import { defineErrors } from '../../../platform/errors.ts'

export const companyError = defineErrors('company', {
  no_post: ['missing', 'There is no such post in this workspace.'],
  people_only: ['forbidden', 'Only a signed-in person is company; an API key is not.'],
})
