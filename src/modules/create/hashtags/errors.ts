import { defineErrors } from '../../../platform/errors.ts'

export const hashtagError = defineErrors('hashtag_set', {
  not_found: ['missing', 'There is no such set of hashtags in this workspace.'],
  name_taken: ['invalid', 'There is a set “{name}” already. Choose another name.'],
  changed: ['conflict', 'Somebody changed this set since you read it. Look at it again, then save.'],
  too_many: ['invalid', 'A workspace keeps {most} sets at most. Remove one first.'],
})
