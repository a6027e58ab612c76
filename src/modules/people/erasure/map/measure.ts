/** Numbers. */
import { pointer, type Tables, words } from './kind.ts'

export const measureMap: Tables = {
  collections: { is: 'When numbers are asked for next.', personal: {}, plain: 'subject_kind cursor' },
  metric_points: { is: 'A number at an instant.', personal: {}, plain: 'subject_kind metric source' },
  metric_points_replaced: {
    is: 'A number in whose place one from a file stands.',
    personal: {},
    plain: 'subject_kind metric source',
  },
  metric_imports: {
    is: 'A file of numbers that somebody brought.',
    personal: {
      file_name: words('What the file is called.'),
      sheet: words('Which sheet was read.'),
      sheets: words('Which sheets there are.'),
      header: words('What its columns are called.'),
      made_by: { ...pointer('Who brought it.'), exported: false },
    },
    plain: 'form digest encoding delimiter signature settings state tells',
  },
  metric_import_rows: {
    is: 'A row of such a file.',
    personal: {
      cells: words('What it says.', '90 days after the file was used last'),
      notes: words('What is to be mended of it.', '90 days after the file was used last'),
    },
    plain: 'state said',
  },
  metric_import_mappings: {
    is: 'What columns of such files meant the last time.',
    personal: {},
    plain: 'signature settings',
  },
  metric_latest: { is: 'The newest number.', personal: {}, plain: 'subject_kind metric' },
}
