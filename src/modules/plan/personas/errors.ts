import { defineErrors } from '../../../platform/errors.ts'

export const personaError = defineErrors('persona', {
  not_found: ['missing', 'There is no such persona in this workspace.'],
  changed: [
    'conflict',
    'Somebody saved this persona since you read it (you have version {yours}, it is {current} now). What you wrote is still yours: compare both, then save again with the new version.',
  ],
  no_media: ['invalid', 'The picture does not exist in this workspace. Choose another.'],
  too_many: [
    'conflict',
    'There are {most} personas, which is the most. Nobody speaks to so many; remove some.',
  ],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
