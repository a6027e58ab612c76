import { defineErrors } from '../../../platform/errors.ts'

export const budgetError = defineErrors('budget', {
  not_found: ['missing', 'There is no such line in the budget of this workspace.'],
  no_entry: ['missing', 'There is no such entry. Somebody may have removed it.'],
  campaign_gone: ['missing', 'There is no such campaign in this workspace.'],
  no_rate: ['missing', 'There is no such rate. Somebody may have removed it.'],
  changed: [
    'conflict',
    'Somebody changed this line since you read it. What you wrote is still yours: look at theirs, then save again.',
  ],
  entry_changed: [
    'conflict',
    'Somebody changed this entry since you read it (you have version {yours}, it is {current} now). What you typed is still yours: look at theirs, then save again.',
  ],
  cell_changed: [
    'conflict',
    'Somebody changed what is planned of “{name}” in {month} since you read it. Look at it, then enter yours again.',
  ],
  not_hours: ['invalid', '“{name}” is planned in money, not in hours.'],
  in_hours: ['invalid', '“{name}” is planned in hours; the money follows from the price of an hour.'],
  no_amount: ['invalid', 'Say how much it was, or how many hours.'],
  no_goal: ['invalid', 'There is no such goal in this workspace. Choose another, or none.'],
  no_campaign: ['invalid', 'There is no such campaign in this workspace. Choose another, or none.'],
  other_kind: [
    'invalid',
    'Hours stay hours, costs stay costs and income stays income. Add another line instead.',
  ],
  currency_planned: [
    'conflict',
    'Of “{name}” something is planned in {currency}. Empty its months first, or add another line.',
  ],
  has_entries: [
    'conflict',
    'Something was spent on this line ({count}). Put it away instead: it then keeps its history.',
  ],
  many_lines: ['conflict', 'There are {most} lines, which is the most. Put together what belongs together.'],
  many_entries: ['conflict', 'There are {most} entries, which is the most of a workspace.'],
  many_rates: [
    'conflict',
    'There are {most} rates, which is the most. Remove old ones, or import only what you need.',
  ],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
