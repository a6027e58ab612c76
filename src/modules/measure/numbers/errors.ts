import { defineErrors } from '../../../platform/errors.ts'

export const numbersError = defineErrors('numbers', {
  no_channel: ['missing', 'One of the channels asked for does not belong to this workspace.'],
  no_post: ['missing', 'There is no such post with numbers in this workspace.'],
  bad_period: ['invalid', 'The period must begin before it ends and be at most {days} days long.'],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
