import { defineErrors } from '../../../platform/errors.ts'

export const setupError = defineErrors('setup', {
  done: ['conflict', 'This Carillon already has an owner. Sign in, or ask the owner to add you.'],
  strange_host: [
    'forbidden',
    'Nobody can become the owner at {host}: CARILLON_URL does not say that this Carillon is there. Set CARILLON_URL to the address at which people reach it and start again, or make the owner by `carillon owner`.',
  ],
  wrong: ['invalid', 'The owner cannot be made. {what}'],
})
