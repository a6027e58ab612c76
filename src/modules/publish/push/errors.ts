import { defineErrors } from '../../../platform/errors.ts'

export const pushError = defineErrors('push', {
  not_found: ['missing', 'There is no such device of yours.'],
  too_many: ['conflict', 'You are told on {most} devices already. Take one of them out first.'],
})
