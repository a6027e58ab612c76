import { defineErrors } from '../../../platform/errors.ts'

export const taskError = defineErrors('task', {
  not_found: ['missing', 'There is no such task in this workspace. Somebody may have deleted it.'],
  no_post: ['missing', 'There is no such post in this workspace.'],
  no_assignee: ['invalid', 'There is no such person in this workspace. Choose somebody else, or nobody.'],
  assignee_outside: [
    'invalid',
    '{names} is not of the team and sees no tasks. Choose somebody else, or write a remark for clients.',
  ],
  assignee_blind: [
    'invalid',
    '{names} does not see this post, so neither its tasks. Choose somebody else, or ask an owner or a manager to show them the channel.',
  ],
  changed: [
    'conflict',
    'Somebody changed this task since you read it. What you wrote is still here: look at theirs, then save again.',
  ],
  too_many: ['conflict', 'There are {most} open tasks, which is the most. Close some that nobody needs.'],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
  people_only: ['forbidden', 'Only a signed-in person has tasks of their own; an API key has none.'],
})
