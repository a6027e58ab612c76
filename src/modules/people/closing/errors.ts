import { defineErrors } from '../../../platform/errors.ts'

export const closingError = defineErrors('closing', {
  other_name: ['invalid', 'This is not the name of the workspace. Type it exactly as it stands there.'],
  already: ['conflict', 'This workspace is being deleted already.'],
  not_asked: ['conflict', 'Nobody has asked to delete this workspace, or it was kept already.'],
})
