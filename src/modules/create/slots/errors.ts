import { defineErrors } from '../../../platform/errors.ts'

export const slotError = defineErrors('slot', {
  no_channel: ['missing', 'There is no such channel in this workspace.'],
  twice: ['invalid', 'The week has {time} on the same day twice. Leave one of them out.'],
})
