import { defineErrors } from '../../../platform/errors.ts'

export const setupError = defineErrors('setup', {
  done: ['conflict', 'This Carillon already has an owner. Sign in, or ask the owner to add you.'],
  wrong: ['invalid', 'The owner cannot be made. {what}'],
})
