import { defineErrors } from '../../../platform/errors.ts'

export const newPasswordError = defineErrors('new_password', {
  over: [
    'missing',
    'This link was used, replaced by a newer one, or its time is over. Ask for a new one where you sign in.',
  ],
  braked: [
    'too_many',
    'New passwords were asked for too often. Wait {retryAfter} seconds, and look into your mail meanwhile.',
  ],
  person_only: ['forbidden', 'Only a signed-in owner can make this link; an API key cannot.'],
  elsewhere: [
    'forbidden',
    '{name} also works where you are not an owner, and a new password would open that too. They can ask for one by mail, or the one who runs this Carillon makes it with the command “carillon password”.',
  ],
})
