import { defineErrors } from '../../../platform/errors.ts'

export const influencerError = defineErrors('influencer', {
  not_found: ['missing', 'There is no such influencer in this workspace.'],
  changed: [
    'conflict',
    'Somebody changed this entry meanwhile. Yours is still here: look at theirs, then save again.',
  ],
  too_many: ['invalid', 'There are {most} influencers already. Put away those that you no longer work with.'],
})
