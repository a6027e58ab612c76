import { defineErrors } from '../../../platform/errors.ts'

export const movingError = defineErrors('moving', {
  no_workspace: ['missing', 'There is no workspace {workspace} here.'],
  which_workspace: ['invalid', 'Several workspaces are called {name}. Say by its id which one: {ids}.'],
  file_gone: [
    'conflict',
    'The file {name} was removed while the export was being written. Begin the export again.',
  ],
  not_ours: [
    'invalid',
    'This is no export of a workspace: it does not begin with a manifest that can be read ({what}).',
  ],
  newer: [
    'invalid',
    'This export has form {form}, made by Carillon {carillon}; this Carillon reads up to form {most}. Update it first.',
  ],
  damaged: [
    'invalid',
    'The export is damaged, or was changed after it was made: {what}. Take another copy of it.',
  ],
  bad_row: ['invalid', '{file}, line {line}: {what}. Nothing was taken over.'],
  no_organisation: [
    'missing',
    'There is no organisation {organisation} here. Name one by its id or its name; the first is made by `carillon owner`.',
  ],
  which_organisation: [
    'invalid',
    'There are several organisations here. Say by --into which one the workspace comes into: {names}.',
  ],
  busy: ['conflict', 'An export of this workspace is under way already. Wait until it is done.'],
  import_busy: [
    'conflict',
    'A workspace is being brought into this organisation already. Wait until it is there.',
  ],
  not_found: ['missing', 'There is no such export or import here; exports are kept for {hours} hours.'],
  not_ready: ['conflict', 'This export is not done yet.'],
  no_file: ['invalid', 'Send the export as a file, in the field "file".'],
  too_large: ['too_large', 'The export is larger than {most} bytes. Take it over with `carillon import`.'],
})
