import { defineErrors } from '../../../platform/errors.ts'

export const snippetError = defineErrors('snippet', {
  not_found: ['missing', 'There is no such snippet in this workspace.'],
  name_taken: ['invalid', 'There is a snippet “{name}” already. Choose another name.'],
  changed: ['conflict', 'Somebody changed this snippet since you read it. Look at it again, then save.'],
  too_many: ['invalid', 'A workspace keeps {most} snippets at most. Remove one first.'],
})
