import { defineErrors } from '../../../platform/errors.ts'

export const plannedError = defineErrors('planned_post', {
  not_found: ['missing', 'There is no such planned post in this workspace.'],
  no_post: ['missing', 'There is no such post in this workspace.'],
  no_channel: ['invalid', 'There is no such channel in this workspace. Choose another.'],
  no_pillar: ['invalid', 'There is no such pillar in this workspace. Choose another, or none.'],
  no_campaign: ['invalid', 'There is no such campaign in this workspace. Choose another, or none.'],
  no_goal: ['invalid', 'There is no such goal in this workspace. Choose another, or none.'],
  no_persona: ['invalid', 'There is no such persona in this workspace. Choose another, or none.'],
  bad_time: ['invalid', '"{civil}" is no date. Look at the day and the month.'],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
  window: ['invalid', 'Ask for at most 400 days, the first before the last.'],
  written: ['conflict', 'A post was written for this already. Move or change that post instead.'],
  no_csv: ['invalid', 'This is no table: {reason} (line {line}). Save it as CSV and try again.'],
  columns: [
    'invalid',
    'The columns {names} are not known, or some are missing. Needed are at, channel and category; known are {known}.',
  ],
  no_rows: ['invalid', 'There is no row in it. The first line names the columns, each other line is a post.'],
  many_rows: ['invalid', 'There are {count} rows; at most {most} are brought in at once.'],
  full: ['invalid', 'There are {most} planned posts, which is the most. Write or remove some first.'],
})
