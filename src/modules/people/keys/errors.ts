import { defineErrors } from '../../../platform/errors.ts'

export const keyError = defineErrors('key', {
  missing: ['missing', 'There is no such API key in this workspace.'],
  above_oneself: ['forbidden', 'A key may not do more than you. Choose a role that is not above your own.'],
  over_already: ['invalid', 'The key would be over before it begins. Choose a later end.'],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
})
