import { defineErrors } from '../../../platform/errors.ts'

export const webhookError = defineErrors('webhook', {
  /** Said to whoever comes to a door that is none, and to whoever is not the network: neither learns which it was. */
  nobody: ['missing', 'There is nothing here for you.'],
  unreadable: ['invalid', 'This cannot be read as what the network sends.'],
  not_found: ['missing', 'There is no such door in this workspace.'],
  no_app: ['missing', 'There is no such app in this workspace.'],
  no_channel: ['missing', 'There is no such channel in this workspace.'],
  none: ['invalid', '{network} tells nothing by itself here.'],
  costs: [
    'invalid',
    '{network} charges for what it tells. Look at what it costs, and agree to it before the address is made.',
  ],
  still_charged: [
    'conflict',
    'The address is closed here, but {network} did not let Carillon take it back and may go on charging. Delete it at {network}, where the app stands. It says: {words}',
  ],
  odd: ['invalid', 'This is not what {field} looks like. Copy it again as the network shows it.'],
  lacks: ['invalid', 'Fill in what the network shows beside the address: {field}.'],
})
