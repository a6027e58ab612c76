import { defineErrors, type FieldError } from '../../../platform/errors.ts'

export const secondStepError = defineErrors('second_step', {
  wrong: ['invalid', 'This code is not right or was used already. Wait for the next one on your phone.'],
  wrong_recovery: ['invalid', 'This recovery code is not right or was used already. Try another.'],
  over: ['unauthorised', 'The time or the tries for the code are over. Sign in with your password again.'],
  on_already: ['conflict', 'The second step is on already. Turn it off first to begin with another phone.'],
  not_begun: [
    'conflict',
    'The time to confirm is over, or nothing was begun. Turn the second step on again.',
  ],
  not_on: ['conflict', 'The second step is not on.'],
  member_without: ['conflict', '{name} has no second step.'],
  person_only: ['forbidden', 'Only a signed-in owner can take the second step away; an API key cannot.'],
  code_needed: ['invalid', 'Your second step is on. Give a code from your phone, or a recovery code, too.'],
  not_a_person: ['forbidden', 'Only a signed-in person can do this; an API key cannot.'],
  oneself: ['forbidden', 'Turn your own second step off in your account, with your password and a code.'],
  elsewhere: [
    'forbidden',
    '{name} also works where you are not an owner, and that would be less guarded too. The one who runs this Carillon can do it with the command “carillon second-step --off”.',
  ],
})

/** At the field where the code stands. */
export const wrongCode = (kind: 'code' | 'recovery_code') => {
  const field = (code: string, detail: string): FieldError[] => [{ path: 'code', code, detail }]
  return kind === 'code'
    ? secondStepError('wrong', {}, field('wrong_code', 'This code is not right or was used already.'))
    : secondStepError(
        'wrong_recovery',
        {},
        field('wrong_recovery_code', 'This recovery code is not right or was used already.'),
      )
}
