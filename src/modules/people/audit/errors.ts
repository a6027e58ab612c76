import { defineErrors } from '../../../platform/errors.ts'

export const auditError = defineErrors('audit', {
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
  bad_chain: [
    'invalid',
    '{chain} is no chain. Name a workspace by its id, or “house” for what is outside of all.',
  ],
  bad_head: ['invalid', '{head} is no head. Give one as “carillon audit verify” printed it.'],
  other_chain: ['invalid', 'The head {head} is not of the chain {chain}, which alone is to be verified.'],
})
