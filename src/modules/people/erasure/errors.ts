import { defineErrors } from '../../../platform/errors.ts'

export const erasureError = defineErrors('erasure', {
  only_owner: ['conflict', 'Nobody else owns {names}. Hand it over to another member, or delete it, before.'],
  no_network: ['missing', 'There is no network {network} here. Say the id of one, such as mastodon.'],
  too_short: [
    'invalid',
    'Say at least {shortest} letters of the handle, the id or the address of the profile.',
  ],
  nobody: ['missing', 'Nobody here signs in as {email}.'],
})
