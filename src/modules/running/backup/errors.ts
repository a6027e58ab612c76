import { defineErrors } from '../../../platform/errors.ts'

export const backupError = defineErrors('backup', {
  no_password: [
    'invalid',
    'A backup is locked with a password: give --password-file FILE, or set CARILLON_BACKUP_PASSWORD.',
  ],
  weak_password: [
    'invalid',
    'The password of a backup has to be at least {least} characters long: whoever finds the file may guess as long as they like. Several words are good.',
  ],
  password_file: [
    'missing',
    'The password file {path} cannot be read ({reason}). Check its name, and who may read it.',
  ],
  nothing_here: ['missing', 'There is nothing to back up: no Carillon has been started on {place} yet.'],
  not_whole: [
    'unavailable',
    'The backup {path} does not read as it was written ({what}). Is its disk well? It was not kept.',
  ],
  busy: [
    'conflict',
    'Another backup with --keep is being made of this house, or was made this moment. Nothing was done.',
  ],
  half_a_bucket: [
    'invalid',
    'CARILLON_BACKUP_S3_BUCKET is {bucket}, so CARILLON_BACKUP_S3_ENDPOINT, CARILLON_BACKUP_S3_KEY_ID and CARILLON_BACKUP_S3_SECRET_KEY have to be set too.',
  ],
  no_bucket: [
    'invalid',
    'No bucket is set from which it could be read. Set CARILLON_BACKUP_S3_BUCKET and what belongs to it, or name a file.',
  ],
  none_there: ['missing', 'There is no backup in {place}.'],
  there_already: ['conflict', 'There is a backup {address} already, and nothing is written over.'],
  old_stayed: [
    'forbidden',
    'The backup was made and is whole. Old ones that are not kept could not be removed ({count}): {why} Clear them where they lie.',
  ],
  bad_stayed: ['forbidden', 'The backup {address} could not be removed. It is none: take it away by hand.'],
  no_keys: [
    'missing',
    'The key file {path} is missing. Without it no sign-in in the database opens, so a backup would be worth little. Run this where Carillon runs, with its CARILLON_HOME.',
  ],
})
