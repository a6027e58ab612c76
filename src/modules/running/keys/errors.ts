import { defineErrors } from '../../../platform/errors.ts'

export const keyError = defineErrors('keys', {
  busy: ['conflict', 'Another command changes the keys of this house. Try again in a moment.'],
  no_file: ['missing', 'There is no key file {path}. Run this where Carillon runs, with its CARILLON_HOME.'],
  unknown: ['missing', 'There is no key {id}. `carillon keys` lists those that there are.'],
  current: ['conflict', 'Everything new is sealed with {id}. Rotate first; then it can be forgotten.'],
  in_use: [
    'conflict',
    '{values} values are still sealed with {id}: {places}. A worker seals them anew; `carillon keys` says how many are left.',
  ],
  too_early: [
    'conflict',
    '{id} was the current key until {since}. A value sealed with it may still be on its way into the database: forget it after {until}.',
  ],
})
