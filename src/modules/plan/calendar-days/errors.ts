import { defineErrors } from '../../../platform/errors.ts'

export const calendarDayError = defineErrors('calendar_day', {
  window: ['invalid', 'The window must end after it begins and hold 100 days at most.'],
})
