import { defineErrors } from '../../../platform/errors.ts'

export const mixError = defineErrors('mix', {
  window: ['invalid', 'Ask for at most 400 days, the first before the last.'],
})
