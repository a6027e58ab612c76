import { defineErrors } from '../../../platform/errors.ts'

export const passkeyError = defineErrors('passkey', {
  unfit: [
    'conflict',
    'Passkeys need a Carillon that is reached by name and https, or at localhost. Whoever runs it sets CARILLON_URL so.',
  ],
  over: ['conflict', 'This took too long, was used already, or another tab has asked since. Begin again.'],
  wrong: [
    'unauthorised',
    'This passkey opens nothing here. It was removed, or belongs to another address. Come in another way.',
  ],
  copied: [
    'unauthorised',
    'This passkey counts backwards, as a copy of it would, so it is not accepted. Come in another way, and remove it under My account.',
  ],
  not_made: [
    'invalid',
    'What the device answered does not hold, so no passkey was added. It must ask for a finger, a face or a code. Begin again.',
  ],
  braked: ['too_many', 'Passkeys were asked for too often from here. Wait {retryAfter} seconds.'],
  too_many: ['conflict', 'You have {most} passkeys, which is the most. Remove one that you do not use.'],
  already: ['conflict', 'This passkey is here already.'],
  missing: ['missing', 'There is no such passkey; it may have been removed meanwhile.'],
  only_way: ['conflict', 'This is your only way in. Set a password or add another passkey first.'],
})
