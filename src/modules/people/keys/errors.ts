import { defineErrors } from '../../../platform/errors.ts'

export const keyError = defineErrors('key', {
  missing: ['missing', 'There is no such API key in this workspace.'],
  above_oneself: ['forbidden', 'A key may not do more than you. Choose a role that is not above your own.'],
  beyond_role: [
    'invalid',
    'The role {role} may not do {right}, so a key of it cannot either. Choose a stronger role, or leave that out.',
  ],
  beyond_agents: [
    'invalid',
    'No connected program is given {right}: it could widen what it may do. Leave that out.',
  ],
  renews_itself: [
    'conflict',
    'A connected program renews its secret by itself. Revoke it, and connect the program anew.',
  ],
  is_over: ['conflict', 'This key is revoked or over. Make a new one.'],
  over_already: ['invalid', 'The key would be over before it begins. Choose a later end.'],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
})
