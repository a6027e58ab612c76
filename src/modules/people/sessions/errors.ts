import { defineErrors } from '../../../platform/errors.ts'

export const sessionError = defineErrors('session', {
  missing: ['missing', 'There is no such session; it may have ended meanwhile.'],
})
