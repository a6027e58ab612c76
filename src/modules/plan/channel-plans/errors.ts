import { defineErrors } from '../../../platform/errors.ts'

export const channelPlanError = defineErrors('channel_plan', {
  no_channel: ['missing', 'There is no such channel in this workspace.'],
  changed: [
    'conflict',
    'Somebody saved the plan of this channel since you read it. Your input is still yours: look at what they changed, then save again.',
  ],
  no_owner: ['invalid', 'Who looks after a channel must be a member of the workspace.'],
  no_pillar: ['invalid', 'There is no such pillar in this workspace. Choose another, or none.'],
})
