import { defineErrors } from '../../../platform/errors.ts'

export const exportError = defineErrors('post_export', {
  too_many: [
    'invalid',
    'A workbook holds {most} posts at most, and these are more. Narrow the list, or take CSV or JSON.',
  ],
})
