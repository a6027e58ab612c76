import { defineErrors } from '../../../platform/errors.ts'

export const manualError = defineErrors('manual', {
  not_found: ['missing', 'There is no such number in this workspace.'],
  namesake: ['conflict', 'There is already a number called {name}. Choose another name.'],
  too_many: ['invalid', 'A workspace has at most {most} numbers entered by hand. Put one away first.'],
  in_use: ['conflict', 'Goals are about this number. Remove them first, or put the number away.'],
  not_over: ['invalid', 'The week of {week} has not begun yet. Enter it when it has.'],
  too_long: ['invalid', 'At most two years can be shown at once. Choose a shorter time.'],
})
