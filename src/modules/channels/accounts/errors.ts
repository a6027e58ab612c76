import { defineErrors } from '../../../platform/errors.ts'

export const channelError = defineErrors('channel', {
  not_found: ['missing', 'There is no such channel in this workspace.'],
  removed: ['conflict', 'This channel was removed. Join the account again to go on with it.'],
  no_network: ['unavailable', 'This Carillon does not know the network {network}.'],
  no_avatar: ['missing', 'This channel has no picture.'],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
  bad_settings: ['invalid', 'Some settings are not right; each says what to do.'],
  not_paused: ['conflict', 'The channel is {state}, so it cannot be resumed.'],
  not_active: ['conflict', 'The channel is {state} already.'],
})
