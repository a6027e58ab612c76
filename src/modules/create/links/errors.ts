import { defineErrors } from '../../../platform/errors.ts'

export const linkError = defineErrors('link_rule', {
  changed: ['conflict', 'Somebody changed the rule since you read it. Look at it again, then save.'],
})
