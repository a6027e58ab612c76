import { defineErrors } from '../../../platform/errors.ts'

export const exceptionsError = defineErrors('exceptions', {
  above_oneself: [
    'forbidden',
    'With these exceptions somebody may do things that you may not. Ask someone who may do them.',
  ],
  sees_all: [
    'conflict',
    'The role {role} looks after the whole workspace and sees all of it. Give another role first.',
  ],
  no_channel: ['invalid', 'There is no such channel in this workspace. Leave it out.'],
})
