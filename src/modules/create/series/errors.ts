import { defineErrors } from '../../../platform/errors.ts'

export const seriesError = defineErrors('series', {
  not_found: ['missing', 'There is no such series in this workspace.'],
  bad_rule: [
    'invalid',
    'The rule cannot be read ({reason}). Write it by RFC 5545, such as FREQ=WEEKLY;BYDAY=MO,TH.',
  ],
  no_times: [
    'invalid',
    'By this rule there is no time at all. Look at its end and at the days that are left out.',
  ],
  two_ends: ['invalid', 'A rule has one end: a number of times, or a day.'],
  bad_zone: ['invalid', '"{zone}" is no time zone. Take one of the IANA names, such as Europe/Riga.'],
  one_post: [
    'invalid',
    'A recurring post is one post. Choose an evergreen queue for several that take turns.',
  ],
  no_rule: ['invalid', 'Say how often a recurring post comes.'],
  no_channels: ['invalid', 'Post {place} goes to no channel. Choose at least one.'],
  changed: ['conflict', 'Somebody changed this series since you read it. Look at it again, then save.'],
  may_not_publish: ['forbidden', 'Your role may not publish. Let the series make drafts, or proposals.'],
  ended: ['conflict', 'The series has ended. Make a new one of it.'],
  no_such_time: ['missing', 'The series has no time at {at} that is still to come.'],
  cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
})
