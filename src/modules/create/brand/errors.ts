import { defineErrors } from '../../../platform/errors.ts'

export const brandError = defineErrors('brand', {
  changed_since: [
    'conflict',
    'Somebody changed the brand kit meanwhile. Look at what it says now, and save again.',
  ],
  no_logo: [
    'invalid',
    'A logo is a picture of the library that stands still. Choose another one in place of “{name}”.',
  ],
})
