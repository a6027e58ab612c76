import { defineErrors } from '../../../platform/errors.ts'

export const notificationError = defineErrors('notification', {
  not_found: ['missing', 'There is no such notification in this workspace.'],
  people_only: [
    'forbidden',
    'Only a person who is signed in reads notifications and sets mails; an API key does not.',
  ],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
})
