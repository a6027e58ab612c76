import { defineErrors } from '../../../platform/errors.ts'

export const campaignError = defineErrors('campaign', {
  not_found: ['missing', 'There is no such campaign in this workspace.'],
  name_taken: [
    'conflict',
    'There is a campaign "{name}" already. Give this one another name, or archive the other.',
  ],
  changed_since: [
    'conflict',
    'Somebody changed this campaign meanwhile. Look at what it says now, and save again.',
  ],
  ends_before: [
    'invalid',
    'The campaign ends on {endsOn}, before it starts on {startsOn}. Turn the dates around.',
  ],
})
