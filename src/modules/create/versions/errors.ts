import { defineErrors } from '../../../platform/errors.ts'

export const versionError = defineErrors('version', {
  no_post: ['missing', 'There is no such post in this workspace.'],
  not_found: ['missing', 'There is no such version of this post. Old ones are let go after a while.'],
})
