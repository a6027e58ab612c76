import { defineErrors } from '../../../platform/errors.ts'

export const restoreError = defineErrors('restore', {
  home_not_empty: [
    'conflict',
    '{path} holds {part} already, and a restore never writes over anything. Set CARILLON_HOME to an empty folder.',
  ],
  database_not_empty: [
    'conflict',
    'The database of DATABASE_URL holds tables already, and a restore never writes over anything. Make an empty database and set DATABASE_URL to it.',
  ],
  had_come: [
    'conflict',
    'The restore of {file} had come to its end before it was stopped; only its mark was left, and that is gone now. Start Carillon.',
  ],
  newer_form: [
    'conflict',
    'This backup was made by a newer Carillon ({carillon}); this one is {version}. Restore it with that version or a later one.',
  ],
  newer_schema: [
    'conflict',
    'This backup was made by a newer Carillon ({carillon}): this one ({version}) does not know the migration {name}. Restore it with that version or a later one.',
  ],
  other_schema: [
    'conflict',
    'The migration {name} of this backup is another than ours. Restore it with the released Carillon {carillon}.',
  ],
  unknown_column: [
    'conflict',
    'The backup has the column {column} in the table {table}, which no migration makes. Somebody added it by hand; take it away in the house that was backed up, and make the backup anew.',
  ],
  incomplete: ['invalid', '{path} is not whole: {what}. Take another copy of it, or an older backup.'],
})
