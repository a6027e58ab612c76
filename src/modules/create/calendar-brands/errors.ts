import { defineErrors } from '../../../platform/errors.ts'

export const calendarBrandError = defineErrors('calendar_brand', {
  window: ['invalid', 'The window must end after it begins and hold 100 days at most.'],
})
