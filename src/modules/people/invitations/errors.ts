import { defineErrors } from '../../../platform/errors.ts'

export const invitationError = defineErrors('invitation', {
  missing: [
    'missing',
    'There is no such invitation in this workspace. It may have been accepted or withdrawn.',
  ],
  over: [
    'missing',
    'This invitation was used, withdrawn or replaced by a newer one, or its time is over. Ask whoever invited you for a new one.',
  ],
  being_deleted: [
    'conflict',
    '{workspace} is being deleted, so nobody joins it now. Ask whoever invited you; an owner can still keep it.',
  ],
  person_only: ['forbidden', 'Only a signed-in person can invite; an API key cannot.'],
  no_mail: [
    'conflict',
    'This Carillon sends no mail. Make a link and hand it over yourself, or have whoever runs it set CARILLON_SMTP_URL.',
  ],
  too_many: [
    'conflict',
    'This workspace has {most} open invitations, which is the most. Withdraw some that nobody answers.',
  ],
  braked: [
    'too_many',
    'Too many letters were sent from here. Wait {retryAfter} seconds, or hand over a link.',
  ],
  known: ['conflict', 'You sign in here already. Sign in as {email}, and accept then.'],
  other_person: [
    'forbidden',
    'This invitation is for {email}. Sign in with that address, or ask to be invited with yours.',
  ],
})
