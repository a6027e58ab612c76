import { defineErrors } from '../../../platform/errors.ts'

export const segmentError = defineErrors('segment', {
  not_found: ['missing', 'There is no such segment in this workspace.'],
  changed: [
    'conflict',
    'Somebody has changed the segment meanwhile (you read {yours}, it is {current}). Load it again; what you wrote stays.',
  ],
  namesake: ['conflict', 'There is already a segment called {name}. Choose another name.'],
  too_many: ['invalid', 'A workspace has at most {most} segments. Put one away first.'],
  in_use: ['conflict', 'Goals are about this segment. Remove them first, or put the segment away.'],
  goal_needs_channels: [
    'conflict',
    'Goals are about this segment, and a number can be read of channels alone. Leave age, gender, place and language empty, or make another segment.',
  ],
  no_channel: ['invalid', 'A channel of the filter does not exist in this workspace. Choose another.'],
  no_table: ['missing', 'There is no such audience table in this workspace.'],
  many_tables: ['invalid', 'A workspace keeps at most {most} audience tables. Remove an old one first.'],
})
