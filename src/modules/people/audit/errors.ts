import { defineErrors } from '../../../platform/errors.ts'

export const auditError = defineErrors('audit', {
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
})
