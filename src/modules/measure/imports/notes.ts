import type { RowNote } from '../../create/imports/contract.ts'

/** One sentence for each thing that can be wrong with a row; the screen has them in five languages under the same codes. */
const sentences = {
  no_place: 'The row does not say which post it is about. Fill in its address, its id, or when it came out.',
  post_unknown:
    'No post of this channel is known by “{value}”. Look whether it is of this channel, and whether it is among the numbers.',
  post_many: '{count} posts of this channel came out at “{value}”. Name the post by its address.',
  by_day: 'The post was found by its day alone, because only one came out on it.',
  no_time: '“{value}” is not written as {format}. Write it so, or choose another way of writing days.',
  no_day: '“{value}”: there is no such day.',
  two_digit_year: '“{value}”: write the year with four digits.',
  buddhist_year: '“{value}” has a year of the Buddhist calendar. Choose that way of writing days.',
  christian_year: '“{value}” has no year of the Buddhist calendar. Choose another way of writing days.',
  day_missing: 'The row does not say of which day it is.',
  future: '{day} is still to come in {zone}.',
  before_post: 'The post came out after {day}: it cannot have had numbers then.',
  no_number:
    '“{value}” is no number as they are written here. Choose another way of writing numbers, or mend it.',
  share: '“{value}” is a share. Counts are brought; shares are reckoned from them here.',
  shortened: '“{value}” is shortened. Say that such numbers are taken as rounded, or bring the full ones.',
  not_whole: '“{value}” is no whole number. Something is counted here.',
  negative: '“{value}” is less than nothing.',
  too_great: '“{value}” is greater than anything that is counted here.',
  rounded: '“{value}” was rounded before it came here.',
  twice: 'Row {row} says the same number of the same day already. Leave one of the two out.',
  no_values: 'The row has no numbers: where they are missing, none is taken for zero.',
  told: 'The network itself tells {metric}: {told}. What the file says is left out.',
  over: 'The network itself tells {metric}: {told}. What the file says stands before it.',
  same: 'It is there already.',
  late_start: 'The days begin after the post came out, so the sum lacks what came before {day}.',
  gap: 'Days are missing before {day}: what they added is not in the sum.',
  extra_cells:
    'The row has {count} cells more than there are columns. Look for a sign between columns inside of a text.',
} as const

export type NoteCode = keyof typeof sentences
type Facts = RowNote['facts']

function noteOf(level: RowNote['level'], code: NoteCode, column: number | null, facts: Facts = {}): RowNote {
  const detail = sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
  return { level, code, column, detail, facts }
}

export const wrong = (code: NoteCode, column: number | null, facts?: Facts): RowNote =>
  noteOf('error', code, column, facts)
export const warning = (code: NoteCode, column: number | null, facts?: Facts): RowNote =>
  noteOf('warning', code, column, facts)
