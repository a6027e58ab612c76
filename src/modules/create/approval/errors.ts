import { defineErrors } from '../../../platform/errors.ts'

export const approvalError = defineErrors('approval', {
  no_post: ['missing', 'There is no such post in this workspace.'],
  no_rule: ['missing', 'There is no such rule of approval in this workspace. It may have been removed.'],
  too_many_rules: ['conflict', 'There are {most} rules, which is the most. Remove one that nobody needs.'],
  changed: [
    'conflict',
    'Somebody changed this rule since you read it. Your changes are still here: look at theirs, then save again.',
  ],
  not_approver: [
    'invalid',
    'Somebody who is named has no right to approve. Give them a role that has it, or choose somebody else.',
  ],
  no_work: [
    'invalid',
    'A step asks by a kind of work that is not in the matrix of the team any more. Choose another.',
  ],
  people_only: ['forbidden', 'Only a signed-in person can approve; an API key cannot.'],
  nothing_to_approve: ['conflict', 'Nothing of this post waits for you now. Somebody may have been faster.'],
  seen_changed: [
    'conflict',
    'The post was changed since you looked at it. Look at it again, then decide: what nobody has seen is not approved.',
  ],
  not_yet: [
    'conflict',
    'A yes to this post is missing: {who}. Ask for approval, so that it goes out with it, or give it a later time.',
  ],
  no_vote: ['missing', 'There is no such approval of yours. It may have been taken back already.'],
  on_its_way: ['conflict', 'The post is on its way or out already; an approval can no longer be taken back.'],
  no_comment: ['missing', 'There is no such remark. It may have been taken back.'],
  too_late: ['conflict', 'What was said can be changed for {minutes} minutes. Say something new instead.'],
  not_resolvable: [
    'forbidden',
    'Whoever said it resolves it, or somebody who approves; you can once the post was changed.',
  ],
  not_requester: [
    'forbidden',
    'A request for change holds the post, and your role may not ask for one. Say it as a remark instead.',
  ],
  too_many_comments: ['conflict', 'This post has {most} remarks, which is the most.'],
  bad_anchor: ['invalid', 'The end of the quoted words stands before their beginning.'],
  no_channel: ['invalid', 'The post does not go to this channel.'],
  not_mentionable: [
    'invalid',
    '{names} does not see this post and would not learn of it. Leave the name out, or ask an owner or a manager to show them the channel.',
  ],
  no_such_person: ['invalid', 'Somebody who is mentioned is no member of this workspace. Leave them out.'],
  no_parent: ['missing', 'There is no such remark to answer. It may have been taken back.'],
  no_stand_in: ['missing', 'There is no such absence. It may have ended.'],
  stand_in_without_right: [
    'invalid',
    'Whoever takes your place must have the right to approve. Choose somebody else, or ask for a role for them.',
  ],
  stand_in_self: ['invalid', 'Nobody stands in for themselves. Choose somebody else.'],
  bad_absence: ['invalid', 'The end must come after the beginning, and within a year. Look at both days.'],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
