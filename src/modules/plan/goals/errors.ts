import { defineErrors } from '../../../platform/errors.ts'

export const goalError = defineErrors('goal', {
  not_found: ['missing', 'There is no such goal in this workspace.'],
  no_scope: [
    'invalid',
    'The {kind} that the goal is about does not exist in this workspace. Choose another.',
  ],
  no_owner: ['invalid', 'The owner of a goal must be a member of the workspace.'],
  not_possible: ['invalid', 'The goal cannot be kept as it is: see the fields.'],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
