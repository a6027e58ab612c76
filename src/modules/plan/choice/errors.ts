import { defineErrors } from '../../../platform/errors.ts'

export const choiceError = defineErrors('choice', {
  changed: [
    'conflict',
    'Somebody saved the settings of the choice since you read them (you have version {yours}, it is {current} now). What you typed is still yours: compare, and save again.',
  ],
  no_persona: ['missing', 'There is no such persona. It may have been removed or put away; choose another.'],
  no_network: ['invalid', 'There is no network {network} here. Choose one of the list.'],
  over_whole: [
    'invalid',
    'With this figure the shares of {dimension} on {network} come to more than 100 %. Lower another one first.',
  ],
  restored_over_whole: [
    'conflict',
    'With the figure of the reference the shares of {dimension} on {network} come to more than 100 %, because others of the group are your own ({own}). Restore the whole group, or lower another one first.',
  ],
  too_many: [
    'conflict',
    'A workspace keeps at most {most} figures of its own. Restore some that nobody needs.',
  ],
})
