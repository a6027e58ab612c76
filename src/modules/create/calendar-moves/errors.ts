import { defineErrors } from '../../../platform/errors.ts'

export const calendarMoveError = defineErrors('calendar_move', {
  too_many: [
    'invalid',
    '{count} posts stand there, and {most} can be copied at once. Copy fewer days, or choose channels.',
  ],
  nothing: ['invalid', 'No posts of yours stand on these days, so there is nothing to copy.'],
  into_past: ['invalid', 'The days that you copy to are over. Choose days that are still to come.'],
  same_days: ['invalid', 'These are the same days. Choose others to copy to.'],
  identical: [
    'invalid',
    '{networks} does not allow the same words again so soon, so it stays a draft. Give it other words.',
  ],
  may_not_publish: ['forbidden', 'Your role may not publish, so it stays a draft. Propose it.'],
  time_is_over: ['invalid', 'Its time on the new day is over already, so it stays a draft.'],
})
