import { defineErrors } from '../../../platform/errors.ts'

export const erasureError = defineErrors('erasure', {
  only_owner: ['conflict', 'Nobody else owns {names}. Hand it over to another member, or delete it, before.'],
  nobody: ['missing', 'Nobody here signs in as {email}.'],
})
