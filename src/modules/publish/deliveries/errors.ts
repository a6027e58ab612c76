import { defineErrors } from '../../../platform/errors.ts'

export const deliveryError = defineErrors('delivery', {
  not_found: ['missing', 'There is no such delivery in this workspace.'],
  no_channel: ['missing', 'There is no such channel in this workspace. Join it, or leave it out.'],
  in_the_past: ['invalid', '{at} has passed. Choose a time that is still to come, or publish now.'],
  twice: [
    'conflict',
    'This post is already on its way to {channel}. Change that delivery instead of adding one.',
  ],
  on_its_way: [
    'conflict',
    'It is being sent at this moment and cannot be called back. Look again in a minute; what is published can be removed.',
  ],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
  wrong_state: ['conflict', 'It is {state} by now, so this cannot be done with it any more.'],
  cannot_restore: [
    'conflict',
    'It can be brought back for ten minutes, as long as its post stays as it was. Schedule the post again instead.',
  ],
  cannot_look: [
    'invalid',
    'This network lets nobody look a post up. Look at the account yourself, then mark it as published or try again.',
  ],
  not_checked: [
    'invalid',
    'It may be out already. Look at the account first; if it is not there, retry, reschedule or publish the delivery itself with "checked": true.',
  ],
  changed_meanwhile: [
    'conflict',
    'Its words have changed since you copied them. Look at them again; then say once more that it is out.',
  ],
  not_yet: ['invalid', '{at} is still to come. Say when it went out, or leave the time out.'],
  url_taken: [
    'conflict',
    'At this address is another post of this channel already. Look whether it is the right one.',
  ],
  lacks_nothing: ['conflict', 'Nothing is noted that it lacks. Look at it again.'],
  cannot_unmark: [
    'conflict',
    'This can be taken back for fifteen minutes. Remove the post at its network instead, and schedule it again.',
  ],
  no_api: [
    'invalid',
    'No program may publish there, so a person has to. Say when it is out, or leave it out.',
  ],
  media_barred: [
    'conflict',
    '“{file}” may not be shown any more. Choose another picture or film in the post, or renew the right to it.',
  ],
  people_only: ['forbidden', 'This is for people: sign in to take it into your hands.'],
  not_approved: [
    'conflict',
    'Nobody has said yes to exactly what this says. Let the post be approved first; then it can be published.',
  ],
})
