import { defineErrors } from '../../../platform/errors.ts'

export const approvalLinkError = defineErrors('approval_link', {
  person_only: ['forbidden', 'Only a signed-in person can make a link; an API key cannot.'],
  too_many_links: [
    'conflict',
    'There are {most} open links, which is the most. Revoke some that nobody needs.',
  ],
  no_link: ['missing', 'There is no such link. It may have been revoked.'],
  no_post: ['invalid', 'A post that is named does not exist in this workspace, or you do not see it.'],
  not_showable: [
    'invalid',
    'A link shows what waits to go out. {count} of the chosen posts are drafts or out already: leave them out.',
  ],
  no_campaign: ['invalid', 'There is no such campaign in this workspace. Choose another.'],
  no_logo: ['invalid', 'There is no such picture in the library. Choose another, or none.'],
  link_over: [
    'missing',
    'This link was revoked, or its time is over. Ask whoever gave it to you for a new one.',
  ],
  wrong_pin: ['forbidden', 'This is not the right PIN. Look at it again, or ask whoever gave you the link.'],
  pin_over: ['forbidden', 'The PIN was wrong too often, and the link is closed. Ask for a new one.'],
  braked: ['too_many', 'Too many tries came from here. Wait {retryAfter} seconds, and try again then.'],
  not_here: ['missing', 'This post is not behind this link, or it is published already.'],
})
