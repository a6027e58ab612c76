import { defineErrors } from '../../../platform/errors.ts'

export const feedError = defineErrors('feed', {
  not_found: ['missing', 'There is nothing at this address.'],
})
