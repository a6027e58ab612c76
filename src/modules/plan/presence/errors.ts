import { defineErrors } from '../../../platform/errors.ts'

export const presenceError = defineErrors('presence', {
  changed: [
    'conflict',
    'Somebody changed this since you read it (you have version {yours}, it is {current} now). What you wrote is still yours: compare, then save again.',
  ],
  running: ['conflict', 'An audit is under way already. Wait until it is done; it takes some minutes.'],
  too_soon: ['too_many', 'The networks were asked a moment ago. Start the next audit in {minutes} minutes.'],
  no_run: ['missing', 'There is no such audit in this workspace.'],
  no_account: ['missing', 'There is no such account in the inventory of this workspace.'],
  known: ['conflict', 'This account is in the inventory already.'],
  too_many: ['conflict', 'There are {most} typed-in accounts, which is the most. Remove some that are over.'],
  no_suspect: ['missing', 'There is no such suspect in this workspace.'],
  no_verdict: ['missing', 'There is no such verdict, or it was taken back already.'],
  not_newest: ['conflict', 'A newer verdict holds since. Take that one back first.'],
  no_evidence: ['missing', 'There is no such evidence in this workspace.'],
  too_much_evidence: [
    'conflict',
    'There are {most} packs of this suspect, which is the most. They stay as they are.',
  ],
  no_picture: ['missing', 'There is no such picture in this workspace.'],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
