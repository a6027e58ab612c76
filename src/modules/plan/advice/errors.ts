import { defineErrors } from '../../../platform/errors.ts'

export const adviceError = defineErrors('advice', {
  no_post: ['missing', 'There is no such post in this workspace.'],
  window: ['invalid', 'Ask for at most 100 days, the first before the last.'],
  changed: [
    'conflict',
    'Somebody saved these rules since you read them. Your input is still yours: look at what they changed, then save again.',
  ],
})
