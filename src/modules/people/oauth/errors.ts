import { defineErrors } from '../../../platform/errors.ts'

/** Told to programs; named as the RFCs name them, so that programs know what to do. */
export const oauthError = defineErrors('oauth', {
  invalid_redirect_uri: [
    'invalid',
    'The address {uri} is not taken. Addresses to come back to begin with https://, or with http:// on the machine itself (localhost, 127.0.0.1, [::1]), and have neither a fragment nor a name and password.',
  ],
  invalid_grant: [
    'invalid',
    'This code or token is unknown, over or was used before, or was given to another program, address or verifier. Ask the person again.',
  ],
  invalid_target: ['invalid', 'The only resource here is {resource}.'],
  unsupported_grant_type: [
    'invalid',
    'Here grant_type is authorization_code or refresh_token, and nothing else.',
  ],
  invalid_request: ['invalid', 'For this grant_type {missing} is needed too.'],
})

/** Told to the person whom a program sent here. */
export const consentError = defineErrors('consent', {
  unknown_client: [
    'missing',
    'The program that sent you here is not known, or was forgotten because nobody used it. Remove the connection there and add it anew.',
  ],
  other_address: [
    'invalid',
    'The program that sent you here asks for the answer at an address that it never named. Do not go on; add the connection anew.',
  ],
  no_document: [
    'unavailable',
    'The program that sent you here names {host} as the place where it describes itself, and no description of it that can be used is there. Try again later; if it stays so, its makers have to mend it.',
  ],
  wrong: ['invalid', 'The program asks in a way that is not understood here ({wrong}).'],
})
