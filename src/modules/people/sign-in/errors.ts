import { defineErrors } from '../../../platform/errors.ts'

export const signInError = defineErrors('sign_in', {
  wrong: ['unauthorised', 'Mail address and password do not belong together. Check both and try again.'],
  braked: ['too_many', 'Too many wrong passwords. Wait {retryAfter} seconds before the next try.'],
  codes_braked: ['too_many', 'Too many wrong codes. Wait {retryAfter} seconds before the next try.'],
  wrong_password: ['invalid', 'The current password is not right.'],
  weak_password: ['invalid', 'This password is too easy to guess.'],
  email_taken: ['conflict', 'There is already a person with the mail address {email}.'],
})
