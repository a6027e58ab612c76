import { defineErrors } from '../../../platform/errors.ts'

export const goalError = defineErrors('goal', {
  not_found: ['missing', 'There is no such goal in this workspace.'],
  no_scope: [
    'invalid',
    'The {kind} that the goal is about does not exist in this workspace. Choose another.',
  ],
  no_segment: [
    'invalid',
    'Of an age, a gender, a place or a language no network tells the numbers. Choose a number that is entered by hand, also for the bounds, or a segment that is made of channels alone.',
  ],
  no_owner: ['invalid', 'The owner of a goal must be a member of the workspace.'],
  no_manual: ['invalid', 'The number entered by hand does not exist in this workspace. Choose another.'],
  no_parent: [
    'invalid',
    'The goal that it is to stand beneath does not exist in this workspace. Choose another.',
  ],
  too_deep: [
    'invalid',
    'A goal stands beneath another one only when neither of them is a KPI with KPIs of its own. Choose another.',
  ],
  not_possible: ['invalid', 'The goal cannot be kept as it is: see the fields.'],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
