import { defineErrors } from '../../../platform/errors.ts'

export const teamError = defineErrors('team', {
  no_person: ['missing', 'There is no such person in the team of this workspace.'],
  no_work: ['missing', 'There is no such kind of work in this workspace.'],
  no_member: ['invalid', 'Only a member of the workspace can be chosen. Invite them, or write their name.'],
  there_already: ['conflict', '{name} is in the team already.'],
  name_taken: ['conflict', 'There is a kind of work “{name}” already. Give it another name.'],
  changed: [
    'conflict',
    'Somebody changed who does “{work}” since you read it. Look at it, then choose again.',
  ],
  asked_by_approval: [
    'conflict',
    'The approval rule “{rule}” asks whoever is named for “{name}”. Change its step “{step}” first: without the kind of work nobody could say yes.',
  ],
  many_people: ['conflict', 'There are {most} people in the team, which is the most.'],
  many_works: [
    'conflict',
    'There are {most} kinds of work, which is the most. Put together what belongs together.',
  ],
})
