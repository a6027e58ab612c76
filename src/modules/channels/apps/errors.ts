import { defineErrors } from '../../../platform/errors.ts'

export const appError = defineErrors('app', {
  not_found: ['missing', 'There is no such app in this workspace.'],
  no_network: ['invalid', '{network} asks for no app.'],
  bad_values: ['invalid', 'Some values are not right; each says what to do.'],
  name_taken: ['invalid', 'There is an app “{name}” of this network already. Choose another name.'],
  changed: ['conflict', 'Somebody changed this app since you read it. Look at it again, then save.'],
  too_many: ['invalid', 'A workspace keeps {most} apps at most. Remove one first.'],
  used: [
    'conflict',
    'Channels have signed in with this app ({count}), and can be kept signed in by no other. Join them again with another app first.',
  ],
  told: [
    'conflict',
    '{network} is asked to tell of the accounts of this app, and charges for it. Close the address of the app first; when {network} has been told, which takes some minutes, remove the app.',
  ],
  used_elsewhere: [
    'conflict',
    'Channels of other workspaces have signed in with this app ({count}). It stays shared until they are joined again with another.',
  ],
  another: [
    'conflict',
    'Channels have signed in with this app ({count}); with another id it would be another app. Add that one beside it and join them again.',
  ],
})
