import { defineErrors } from '../../../platform/errors.ts'

export const providerError = defineErrors('provider', {
  off: ['missing', 'This Carillon knows no provider to sign in with. Sign in with your password.'],
  unreachable: [
    'unavailable',
    'The provider does not answer as it should. Try again in a moment; if it stays so, tell whoever runs this Carillon.',
  ],
  other_issuer: [
    'unavailable',
    'The provider calls itself {issuer}. Whoever runs this Carillon sets CARILLON_OIDC_ISSUER to exactly that.',
  ],
  braked: ['too_many', 'Too many were sent to the provider from here. Wait {retryAfter} seconds.'],
  over: [
    'conflict',
    'This sign-in was begun in another browser, used already, or its time is over. Begin again.',
  ],
  cancelled: ['forbidden', 'The provider did not let you in, or you turned back. Begin again.'],
  refused: [
    'forbidden',
    'What the provider answered does not hold, so nobody was signed in. Begin again; if it stays so, tell whoever runs this Carillon.',
  ],
  not_verified: [
    'forbidden',
    'The provider does not say that your mail address is verified, so it cannot open an account. Sign in with your password and join the provider under My account.',
  ],
  not_joined: [
    'forbidden',
    'There is an account with your mail address here already. Sign in with its password, and join the provider under My account.',
  ],
  not_invited: [
    'forbidden',
    'You have no account here, and no invitation waits for the mail address that the provider told. Ask an owner of your workspace to invite it.',
  ],
  no_house: ['forbidden', 'This Carillon has no owner yet. The first person comes in with a password.'],
  taken: ['conflict', 'This account of the provider is joined to another person here.'],
  other_account: [
    'conflict',
    'Another account of the provider is joined to this person. Remove it under My account first.',
  ],
  not_there: ['missing', 'No account of the provider is joined.'],
  only_way: ['conflict', 'This is your only way in. Set a password first.'],
})
