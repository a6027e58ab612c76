import { defineErrors } from '../../../platform/errors.ts'

export const signInError = defineErrors('sign_in', {
  wrong: ['unauthorised', 'Mail address and password do not belong together. Check both and try again.'],
  changed: ['unauthorised', 'How you come in was changed at this moment. Sign in again.'],
  braked: ['too_many', 'Too many wrong passwords. Wait {retryAfter} seconds before the next try.'],
  codes_braked: ['too_many', 'Too many wrong codes. Wait {retryAfter} seconds before the next try.'],
  wrong_password: ['invalid', 'The current password is not right.'],
  weak_password: ['invalid', 'This password is too easy to guess.'],
  password_closed: [
    'forbidden',
    'Here one signs in with {provider}, not with a password. If that fails, whoever runs this Carillon can let you in with the command “carillon let-in”.',
  ],
  not_fresh: [
    'forbidden',
    'You have no password here that could be asked for. Sign out, sign in again, and do this within ten minutes.',
  ],
  email_taken: ['conflict', 'There is already a person with the mail address {email}.'],
})
