import { defineErrors } from '../../../platform/errors.ts'

export const erasureError = defineErrors('erasure', {
  only_owner: ['conflict', 'Nobody else owns {names}. Hand it over to another member, or delete it, before.'],
  no_network: ['missing', 'There is no network {network} here. Say the id of one, such as mastodon.'],
  too_short: [
    'invalid',
    'Say at least {shortest} letters of the handle, the id or the address of the profile.',
  ],
  oneself: ['conflict', 'Delete your own account under My account.'],
  elsewhere: [
    'forbidden',
    '{name} also works where you are not an owner. Take them out of this workspace; only the one who runs this Carillon can erase them, with the command “carillon person erase”.',
  ],
  other_address: ['invalid', 'This is not their mail address. Nothing was erased.'],
  nobody: ['missing', 'Nobody here signs in as {email}.'],
})
