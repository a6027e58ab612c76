import { defineErrors } from '../../../platform/errors.ts'

export const templateError = defineErrors('plan_template', {
  not_found: ['missing', 'There is no such template in this workspace.'],
  name_taken: ['conflict', 'There is a template "{name}" already. Choose another name.'],
  too_many: ['conflict', 'There are {most} templates, which is the most. Remove some first.'],
  nothing: ['invalid', 'No content plan is saved yet, so there is nothing to keep. Save one first.'],
  no_channel: ['invalid', 'A channel that is named does not exist in this workspace. Leave it out.'],
  no_line: ['invalid', 'The template has no line {line}; it has {count}, counted from 0.'],
})
