import { defineErrors } from '../../../platform/errors.ts'

export const ownershipError = defineErrors('ownership', {
  oneself: ['conflict', 'You own this workspace already. Choose another member to hand it over to.'],
  no_owner_any_more: [
    'conflict',
    'You are no owner of this workspace any more, so there is nothing to hand over.',
  ],
})
