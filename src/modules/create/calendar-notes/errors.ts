import { defineErrors } from '../../../platform/errors.ts'

export const calendarNoteError = defineErrors('calendar_note', {
  not_found: ['missing', 'There is no such note in this workspace. Somebody may have removed it.'],
  changed: [
    'conflict',
    'Somebody changed this note since you read it. Your words are still yours: look at theirs, then save again.',
  ],
  too_many: ['conflict', 'There are {most} notes already, which is the most. Remove some that are over.'],
})
