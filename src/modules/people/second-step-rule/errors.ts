import { defineErrors } from '../../../platform/errors.ts'

export const ruleError = defineErrors('second_step_rule', {
  own_first: [
    'conflict',
    'Turn your own second step on first, under My account: you would lock yourself out.',
  ],
  too_late: ['invalid', 'Give people {days} days at most.'],
})
