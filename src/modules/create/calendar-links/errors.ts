import { defineErrors } from '../../../platform/errors.ts'

export const calendarLinkError = defineErrors('calendar_link', {
  person_only: ['forbidden', 'Only a signed-in person can make a link; an API key cannot.'],
  too_many_links: [
    'conflict',
    'There are {most} open links, which is the most. Revoke some that nobody needs.',
  ],
  too_many_feeds: [
    'conflict',
    'You have {most} addresses, which is the most. Remove some that you do not use.',
  ],
  no_link: ['missing', 'There is no such link. It may have been revoked.'],
  no_channel: ['invalid', 'A channel that is named does not exist in this workspace, or you do not see it.'],
  link_over: [
    'missing',
    'This link was revoked, or its time is over. Ask whoever gave it to you for a new one.',
  ],
  braked: ['too_many', 'Too many tries came from here. Wait {retryAfter} seconds, and try again then.'],
  window: ['invalid', 'The window must end after it begins and hold 100 days at most.'],
})
