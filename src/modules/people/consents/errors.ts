import { defineErrors } from '../../../platform/errors.ts'

export const consentError = defineErrors('consent', {
  not_found: ['missing', 'There is no such consent in this workspace.'],
  no_link: [
    'missing',
    'This link belongs to no consent, or what was kept of it is gone already. Nothing is left to withdraw.',
  ],
  braked: ['too_many', 'Too many tries came from here. Wait {retryAfter} seconds, and try again then.'],
})
