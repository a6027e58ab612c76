import { defineErrors } from '../../../platform/errors.ts'

export const contractorError = defineErrors('contractor', {
  not_found: ['missing', 'There is no such job in this workspace.'],
  no_candidate: ['missing', 'There is no such candidate for this job. Somebody may have removed them.'],
  no_file: ['missing', 'There is no such file on this job. Somebody may have removed it.'],
  no_note: ['missing', 'There is no such comment of yours.'],
  changed: [
    'conflict',
    'Somebody saved this job since you read it (you have version {yours}, it is {current} now). What you wrote is still yours: compare both, then save again.',
  ],
  candidate_changed: [
    'conflict',
    'Somebody saved {name} since you read it (you have version {yours}, it is {current} now). What you typed is still yours: compare both, then save again.',
  ],
  not_yours_to_remove: [
    'forbidden',
    'Somebody was agreed with for this job, and {names} approves this kind of work: ask them to remove it, or cancel it.',
  ],
  no_way: [
    'conflict',
    'From where this job is it does not go there. Somebody may have moved it; look again.',
  ],
  no_terms: ['invalid', 'To agree, choose who does it and on which terms.'],
  no_words: ['invalid', 'Say in a sentence what is to be changed.'],
  not_met: [
    'invalid',
    'Not everything that was asked for is met ({count}). Say why it is accepted all the same.',
  ],
  not_yours: ['forbidden', '{names} approves this kind of work, and takes it over.'],
  not_yours_to_take_back: [
    'forbidden',
    '{names} approves this kind of work: only they take an acceptance back. Ask them.',
  ],
  work_is_settled: [
    'forbidden',
    'Somebody was agreed with for this job already, and {names} approves this kind of work. Ask them to change the kind; everything else you can save.',
  ],
  accepted_as: [
    'conflict',
    'This job was accepted under its kind of work, and {names} approves the other one. Take the acceptance back first, then change the kind.',
  ],
  no_price: ['invalid', 'No price was agreed, or the job has no line in the budget: nothing can be entered.'],
  chosen: ['conflict', '{name} was chosen. Go back to looking before you take them out.'],
  no_line: ['invalid', 'There is no such line in the budget. Choose another, or none.'],
  no_work: ['invalid', 'There is no such kind of work in the team. Choose another, or none.'],
  no_owner: ['invalid', 'Who looks after a job must be a member of the workspace.'],
  no_media: ['invalid', 'The picture or film does not exist in this workspace. Choose another.'],
  too_many: ['conflict', 'There are {most} jobs, which is the most of a workspace.'],
  many_candidates: ['conflict', 'There are {most} candidates, which is the most of a job.'],
  many_files: ['conflict', 'There are {most} files, which is the most of a job.'],
  many_notes: ['conflict', 'There are {most} comments, which is the most of a job.'],
  bad_cursor: ['invalid', 'The cursor belongs to another list. Ask for the first page again.'],
})
