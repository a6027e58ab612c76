import { defineErrors } from '../../../platform/errors.ts'

export const competitorError = defineErrors('competitor', {
  not_found: ['missing', 'There is no such competitor in this workspace.'],
  no_profile: ['missing', 'There is no such profile in this workspace.'],
  note_changed: [
    'conflict',
    'Somebody saved this note since you read it (you have version {yours}, it is {current} now). What you wrote is still yours: compare both, then save again.',
  ],
  no_note: ['missing', 'There is no such note in this workspace.'],
  changed: [
    'conflict',
    'Somebody saved this competitor since you read it (you have version {yours}, it is {current} now). What you wrote is still yours: look at both, then save again.',
  ],
  too_many: ['conflict', 'There are {most} competitors, which is the most. Archive or remove some.'],
  too_many_profiles: ['conflict', 'A competitor has at most {most} profiles. Remove one first.'],
  too_many_notes: [
    'conflict',
    'There are {most} notes on this competitor, which is the most. Remove old ones.',
  ],
  twice: ['conflict', '{handle} is already watched, under “{name}”.'],
  not_understood: [
    'invalid',
    'No network that Carillon reads writes its addresses like that. Write a handle or the address of a profile, or add it by hand.',
  ],
  not_to_be_read: ['invalid', '{words}'],
  not_now: ['unavailable', '{words} Try again in a little while.'],
  no_reading: ['conflict', 'This profile is kept by hand: no network is asked about it.'],
  read_not_written: [
    'conflict',
    'This profile is read from its network. Its handle and address come from there.',
  ],
  posts_are_read: [
    'conflict',
    'The posts of this profile are read from its network. Bring a table of its days, or add another profile.',
  ],
  told_by_network: ['conflict', 'The network itself told this day. What it told stays.'],
  too_soon: ['too_many', 'It is not asked so often. It can be read again in {minutes} minutes, at {at}.'],
  archived: ['conflict', 'The competitor is archived. Take it out of the archive first.'],
  bad_day: ['invalid', 'A day is not in the future, and not more than two years ago.'],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
