import { defineErrors } from '../../../platform/errors.ts'

export const fromFileError = defineErrors('from_file', {
  not_read: ['missing', 'The file {path} cannot be read ({reason}).'],
  which_form: ['invalid', 'Posts are read from a file that ends in .csv or .json; this is {path}.'],
  no_csv: ['invalid', 'Line {line} of {path} is no CSV ({reason}).'],
  no_json: ['invalid', '{path} is no JSON: a list of objects, one for each post ({reason}).'],
  no_rows: ['invalid', 'There is no post in {path}.'],
  strange_columns: ['invalid', '{path} has columns that mean nothing here: {names}. These do: {known}.'],
  may_not_publish: [
    'forbidden',
    'Rows have a time, but this key may not publish. Add --draft: the posts become drafts that keep their time.',
  ],
})
