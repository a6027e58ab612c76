import { defineErrors } from '../../../platform/errors.ts'

export const pilotError = defineErrors('pilot', {
  not_found: ['missing', 'There is no such pilot in this workspace.'],
  no_channel: ['invalid', 'A channel that is named does not exist here. Choose among those that are joined.'],
  not_told: [
    'invalid',
    '{network} does not tell {metric}, so {channel} could never be compared by it. Choose another number, or leave the channel out.',
  ],
  in_the_past: [
    'invalid',
    'A pilot begins at most {weeks} weeks back, as far as posts of these days may still count. Choose a later day.',
  ],
  too_many: ['conflict', 'There are {most} pilots, which is the most. Remove some that nobody needs.'],
  many_pauses: [
    'conflict',
    'This pilot has been paused {most} times, which is the most: days of older pauses would count again. Stop it, or start another one.',
  ],
  not_running: ['conflict', 'This pilot does not run, so it cannot be paused. Let it go on first.'],
  runs: ['conflict', 'This pilot runs already.'],
  stopped: ['conflict', 'This pilot has been stopped already.'],
  over: ['conflict', 'The weeks of this pilot are over; it cannot go on. Start another one.'],
  has_verdict: ['conflict', 'The verdict of this pilot stands in the strategy. Take it back there first.'],
  no_verdict: ['conflict', 'This pilot has no verdict in the strategy.'],
  still_runs: [
    'conflict',
    'Nothing is sure yet and the weeks are not over. Stop the pilot first if you want to decide now.',
  ],
  too_long: [
    'invalid',
    'The channel part of the strategy would be longer than {most} characters. Shorten the verdict, or the part.',
  ],
  rewritten: [
    'conflict',
    'The channel part of the strategy was changed after the verdict was written. Change it there; nothing was taken back here.',
  ],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
