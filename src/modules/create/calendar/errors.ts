import { defineErrors } from '../../../platform/errors.ts'

export const calendarError = defineErrors('calendar', {
  window: ['invalid', 'The window must end after it begins and hold 400 days at most.'],
})
