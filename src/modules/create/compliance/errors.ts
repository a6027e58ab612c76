import { defineErrors } from '../../../platform/errors.ts'

export const complianceError = defineErrors('compliance', {
  refused: [
    'invalid',
    'It cannot go out like this: {count} rules of where its readers are stand against it. Mend them, or ask somebody who may approve to let them pass with a reason.',
  ],
  no_post: ['missing', 'There is no such post in this workspace.'],
  no_rule: ['missing', 'There is no such rule.'],
  no_channel: ['invalid', 'There is no such channel in this workspace. Leave it out.'],
  nothing_found: [
    'conflict',
    'Nothing of this kind is found in the post any more, so there is nothing to let pass. Read it again.',
  ],
  changed_post: [
    'conflict',
    'The post was changed since you read it (you have version {yours}, it is {current} now). Look at it again: what was changed is not let pass unseen.',
  ],
  changed: [
    'conflict',
    'Somebody saved these settings since you read them. Your input is still yours: look at what they changed, then save again.',
  ],
  no_reason: ['invalid', 'Say why it is switched off: the reason is kept.'],
})
