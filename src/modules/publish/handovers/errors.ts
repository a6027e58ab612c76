import { defineErrors } from '../../../platform/errors.ts'

export const handError = defineErrors('hand', {
  no_channel: ['missing', 'There is no such channel in this workspace.'],
  may_not: [
    'invalid',
    '{name} may not publish on this channel. Give them another role first, or choose somebody else.',
  ],
  stranger: ['invalid', 'Somebody of those chosen is no member of this workspace any more. Choose anew.'],
})
