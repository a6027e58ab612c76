import { defineErrors } from '../../../platform/errors.ts'

export const strategyError = defineErrors('strategy', {
  changed: [
    'conflict',
    'Somebody saved the same part of the strategy since you read it (you have revision {yours}, it is {current} now). Your text is still yours: compare both, then save again with the new revision.',
  ],
  no_goal: ['invalid', 'A goal that is named does not exist in this workspace. Choose another.'],
  no_persona: ['invalid', 'A persona that is named does not exist in this workspace. Choose another.'],
  no_revision: ['missing', 'There is no such revision of this strategy.'],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
  person_only: ['forbidden', 'Only a signed-in person can share the strategy; an API key cannot.'],
  too_many_links: [
    'conflict',
    'This strategy has {most} open links, which is the most. End some that nobody needs.',
  ],
  no_link: ['missing', 'There is no such link. It may have been ended.'],
  link_over: [
    'missing',
    'This link was ended, or its time is over. Ask whoever gave it to you for a new one.',
  ],
  braked: [
    'too_many',
    'Too many links were tried from here. Wait {retryAfter} seconds, and open yours then.',
  ],
})
