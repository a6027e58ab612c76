import { defineErrors } from '../errors.ts'

export const archiveError = defineErrors('archive', {
  exists: ['conflict', 'There is a file {path} already. Give another name, or a folder.'],
  not_written: [
    'unavailable',
    'The file {path} could not be written ({reason}). Nothing was left under its name. Is there room on the disk, and may this user write there?',
  ],
  not_read: ['missing', 'The file {path} cannot be read ({reason}).'],
  not_ours: ['invalid', '{path} is no backup of Carillon, or its beginning is damaged ({reason}).'],
  wrong_password: ['forbidden', 'The password does not open {path}. Give the one with which it was made.'],
  not_gzip: [
    'invalid',
    '{path} is no export of Carillon: it is not a tar inside gzip ({reason}). Take the .tar.gz file that came from an export, unchanged.',
  ],
  hostile: [
    'invalid',
    '{path} holds what no export of Carillon does ({what}). Nothing of it was taken over.',
  ],
  damaged: [
    'invalid',
    '{path} is damaged or was cut off ({reason}). Take another copy of it, or an older one.',
  ],
})
