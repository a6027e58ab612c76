import { defineErrors } from '../../../platform/errors.ts'

export const metricImportError = defineErrors('metric_import', {
  not_found: ['missing', 'There is no such import of numbers in this workspace.'],
  no_channel: ['missing', 'There is no such channel in this workspace.'],
  no_file: ['invalid', 'Choose a file: a table as .csv or .xlsx, or a list of objects as .json.'],
  too_large: ['too_large', 'The file is larger than {most} MB. Split it.'],
  columns_differ: [
    'invalid',
    'The file has {there} columns and {told} were named. Name each, or leave it out.',
  ],
  named_twice: ['invalid', 'Two columns are named “{field}”. Only one can be.'],
  no_number: ['invalid', 'Say which columns hold the numbers.'],
  no_post: ['invalid', 'Say which column names the post: its address, its id, or when it came out.'],
  no_day: ['invalid', 'Say which column holds the day.'],
  not_of_days: [
    'invalid',
    'Of a channel’s days only followers, following and posts are kept. Leave “{field}” out, or let rows be posts.',
  ],
  not_daily: [
    'invalid',
    'Of what each day has added to a channel only followers are kept. Leave “{field}” out, or bring how many there are.',
  ],
  not_of_posts: [
    'invalid',
    'No post has “{field}”. Leave the column out, or let rows be days of the channel.',
  ],
  no_as_of: ['invalid', 'Say of which day the numbers are: by a column, or for the whole file.'],
  future: ['invalid', 'The numbers cannot be of a day that is still to come.'],
  bad_zone: ['invalid', '"{zone}" is no time zone. Take one of the IANA names, such as Europe/Riga.'],
  which_format: [
    'invalid',
    'Say how days are written: 03/04 can be the third of April or the fourth of March.',
  ],
  which_numbers: [
    'invalid',
    'Say how numbers are written: 1,234 can be a thousand or a little more than one.',
  ],
  no_base: [
    'invalid',
    'Each day tells only what it added: say how many followers there were before the first day.',
  ],
  changed: ['conflict', 'Somebody changed this import meanwhile. Look at it again, then go on.'],
  busy: ['conflict', 'The numbers of this file are taken in. Take them back first.'],
  not_checked: ['conflict', 'Look through the rows first: the dry run says what becomes of each.'],
  bad_rows: [
    'invalid',
    '{count} rows are bad. Mend them and bring the file again, or take in only the good ones.',
  ],
  nothing_good: [
    'invalid',
    'No row has a number that could be taken in. Mend them and bring the file again.',
  ],
  not_done: ['conflict', 'Nothing of this file was taken in that could be taken back.'],
})
