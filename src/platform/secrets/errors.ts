import { defineErrors } from '../errors.ts'

export const secretsError = defineErrors('secrets', {
  unknown_key: [
    'unavailable',
    'A secret was sealed with key {keyId}, which is not in the key file. Restore the key file from the backup.',
  ],
  broken: ['unavailable', 'A secret does not open: the database and the key file do not belong together.'],
  bad_file: ['unavailable', 'The key file {path} cannot be read as keys. Restore it from the backup.'],
})
