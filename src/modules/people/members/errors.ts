import { defineErrors } from '../../../platform/errors.ts'

export const memberError = defineErrors('member', {
  missing: ['missing', 'There is no such member in this workspace.'],
  above_oneself: [
    'forbidden',
    'The role {role} may do things that you may not. Ask someone with that role to give or take it.',
  ],
  not_oneself: ['forbidden', 'Nobody sets their own exceptions. Ask another owner or manager.'],
  last_owner: ['conflict', 'This is the last owner of the workspace. Make another member an owner first.'],
  already: ['conflict', '{email} is already a member of this workspace.'],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
  person_only: ['forbidden', 'Only a person can leave a workspace. Revoke the API key instead.'],
})
