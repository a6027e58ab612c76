import { defineErrors } from '../../../platform/errors.ts'

export const templateError = defineErrors('post_template', {
  not_found: ['missing', 'There is no such template in this workspace.'],
  name_taken: ['invalid', 'There is a template “{name}” already. Choose another name.'],
  changed: ['conflict', 'Somebody changed this template since you read it. Look at it again, then save.'],
  archived: ['conflict', 'The template was put away. Take it out again first.'],
  cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
})
