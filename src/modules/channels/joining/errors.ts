import { defineErrors } from '../../../platform/errors.ts'

export const joinError = defineErrors('join', {
  no_network: ['missing', 'This Carillon does not know the network {network}.'],
  no_way: ['invalid', '{network} cannot be joined in this way. GET /networks lists the ways.'],
  app_missing: [
    'invalid',
    'Signing in at {network} asks for an app that you register there. Add it first; Carillon says step by step how.',
  ],
  way_closed: ['invalid', '{why}'],
  bad_fields: ['invalid', 'Some fields are not right; each says what to do.'],
  refused: ['invalid', '{words}'],
  unreachable: ['unavailable', '{words}'],
  person_needed: [
    'forbidden',
    'Signing in at a network needs a person in a browser; an API key can only use ways that ask for fields.',
  ],
  other_account: [
    'conflict',
    'You are signed in there as {signedIn}, but this channel is {channel}. Sign in as {channel}, or join {signedIn} as a channel of its own.',
  ],
  no_account: ['invalid', 'The network answered with no account that can be joined.'],
  no_attempt: ['missing', 'This sign-in is over or was begun by somebody else. Begin again.'],
  not_offered: ['invalid', 'The network did not offer the account {remoteId}.'],
  not_allowed: ['forbidden', 'You may no longer join accounts in this workspace. Ask an owner or a manager.'],
  being_deleted: [
    'conflict',
    'This workspace is being deleted, so no account was joined. An owner can keep it under Settings, Workspace; begin again then.',
  ],
  no_document: ['missing', 'There is no such document.'],
})
