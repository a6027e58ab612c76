import { defineErrors } from '../../../platform/errors.ts'

export const contentPlanError = defineErrors('content_plan', {
  changed: [
    'conflict',
    'Somebody saved the content plan since you read it. Your input is still yours: look at what they changed, then save again.',
  ],
  no_channel: ['invalid', 'A channel that is named does not exist in this workspace. Leave it out.'],
  no_goal: ['invalid', 'There is no such goal in this workspace. Choose another, or none.'],
  no_persona: ['invalid', 'There is no such persona in this workspace. Choose another, or none.'],
  no_campaign: ['invalid', 'There is no such campaign in this workspace. Choose another.'],
  no_pillar: ['invalid', 'A rubric names a pillar that is not there. Choose another, or none.'],
  foreign_id: ['invalid', 'An id of a pillar or rubric is taken elsewhere. Choose another.'],
  no_country: ['invalid', 'No holidays are known of "{country}". Choose another country, or none.'],
  no_cadence: ['invalid', 'No channel is to publish yet. Say for at least one how often a week.'],
  begins_past: ['invalid', 'A plan begins tomorrow at the earliest. Choose a later day than {from}.'],
  too_many: ['invalid', 'That would be {count} posts; a plan has at most {most}. Choose fewer weeks.'],
  outdated: [
    'conflict',
    'What was shown is not what would come now: something was changed meanwhile. Look at the difference again.',
  ],
})
