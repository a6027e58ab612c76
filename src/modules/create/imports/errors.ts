import { defineErrors } from '../../../platform/errors.ts'

export const importError = defineErrors('post_import', {
  not_found: ['missing', 'There is no such import in this workspace.'],
  no_file: ['invalid', 'Choose a file: a table as .csv or .xlsx, or a list of posts as .json.'],
  too_large: [
    'too_large',
    'The file is larger than {most} MB. Split it, or leave out pictures: they are named by their address.',
  ],
  which_form: [
    'invalid',
    'This is no table that can be read here. Save it as .xlsx or as CSV, and bring it again.',
  ],
  old_excel: [
    'invalid',
    'This is a workbook of old Excel (.xls). Open it, save it as .xlsx, and bring it again.',
  ],
  bad_text: ['invalid', 'The file cannot be read as {encoding}. Choose another encoding.'],
  bad_csv: [
    'invalid',
    'Line {line} is no CSV ({reason}). Look for a quotation mark that is not closed, or choose another sign between columns.',
  ],
  bad_xlsx: ['invalid', 'The workbook is broken ({reason}). Open it, save it anew, and bring it again.'],
  bomb: [
    'invalid',
    'Unpacked, the workbook is larger than {most} MB. Copy the rows into a new workbook and bring that.',
  ],
  too_slow: [
    'invalid',
    'Reading the file took longer than {most} seconds. Copy the rows into a new workbook, or split it, and bring that.',
  ],
  too_heavy: [
    'invalid',
    'Reading the file needs more memory than it may have here. Copy the rows into a new workbook, or split it, and bring that.',
  ],
  many_at_once: ['unavailable', 'Many tables are being read at this moment. Bring yours again in a minute.'],
  no_sheet: ['invalid', 'The workbook has no sheet “{sheet}”. It has: {sheets}.'],
  bad_json: ['invalid', 'The file is no JSON: a list of objects, one for each post ({reason}).'],
  no_rows: ['invalid', 'There are no rows in it: the first one names the columns, each further one is read.'],
  too_many_rows: ['invalid', 'There are more than {most} rows. Split the file.'],
  too_many_columns: ['invalid', 'There are more than {most} columns. Leave out those that are not needed.'],
  cell_too_long: ['invalid', 'Row {row} has a cell with more than {most} characters. Shorten it.'],
  too_much_text: [
    'invalid',
    'All cells together have more than {most} million characters. Split the table, or leave out columns that are not needed.',
  ],
  columns_differ: [
    'invalid',
    'The file has {there} columns and {told} were named. Name each, or leave it out.',
  ],
  named_twice: ['invalid', 'Two columns are named “{field}”. Only one can be.'],
  no_text: ['invalid', 'Say which column holds the text.'],
  bad_zone: ['invalid', '"{zone}" is no time zone. Take one of the IANA names, such as Europe/Riga.'],
  no_channel: ['invalid', 'A column or a default names a channel that is not here. Choose another.'],
  no_option: ['invalid', 'No network here has a setting “{option}”. Leave the column out.'],
  which_format: [
    'invalid',
    'Say how days are written: 03/04 can be the third of April or the fourth of March.',
  ],
  changed: ['conflict', 'Somebody changed this import meanwhile. Look at it again, then go on.'],
  busy: ['conflict', 'The import is at work ({state}). Wait until it is through.'],
  not_checked: ['conflict', 'Look through the rows first: the dry run says what would be made.'],
  bad_rows: [
    'invalid',
    '{count} rows are bad. Mend them and bring the file again, or make only the good ones.',
  ],
  nothing_good: ['invalid', 'No row can be made. Mend them and bring the file again.'],
  not_done: ['conflict', 'Nothing was made of this import that could be taken back.'],
  may_not_publish: ['forbidden', 'Your role may not publish. Let the rows become drafts, or proposals.'],
})
