import type { RowNote } from './contract.ts'

/** One sentence for each thing that can be wrong with a row; the screen has them in five languages under the same codes. */
const sentences = {
  nothing: 'The row says nothing that could be published. Write a text, or name a picture.',
  extra_cells:
    'The row has {count} cells more than there are columns. Look for a sign between columns inside of a text.',
  no_channels: 'No channel is named. Write one into the row, or choose one for all such rows.',
  channel_unknown: 'No channel here is called “{name}”.',
  channel_many: 'Several channels are called “{name}”. Write which: {choices}.',
  channel_not_yours: 'On {channel} you may not write. Leave it out, or ask an owner or a manager.',
  channel_no_publish:
    'On {channel} you may not publish. Let such rows become drafts or proposals, or ask an owner or a manager.',
  text_of_stranger:
    'The row has a text for {channel}, to which it does not go. Name the channel, or empty the cell.',
  no_time: '“{value}” is not written as {format}. Write it so, or choose another way of writing days.',
  no_day: '“{value}”: there is no such day.',
  two_digit_year: '“{value}”: write the year with four digits.',
  buddhist_year: '“{value}” has a year of the Buddhist calendar. Choose that way of writing days.',
  christian_year: '“{value}” has no year of the Buddhist calendar. Choose another way of writing days.',
  which_format: 'Nobody has said how days are written, so “{value}” is not read.',
  no_clock: '“{value}” is no time of day. Write it as 09:30.',
  time_missing: 'There is a day, but no time. Write it as 09:30.',
  day_missing: 'There is a time, but no day.',
  bad_zone: '“{value}” is no time zone. Write its name, such as Europe/Riga.',
  missing_hour:
    'The clocks in {zone} go forward and jump over {at}. The nearest times that exist are {before} and {after}.',
  ambiguous_hour: 'The clocks in {zone} go back and show {at} twice; the first one is taken.',
  passed: '{at} in {zone} has passed. Choose a time that is still to come.',
  too_far: '{at} is more than ten years ahead. Choose an earlier time.',
  media_unknown: 'There is no file “{name}” in the library. Upload it, or write its address.',
  media_many:
    'There are {count} files called “{name}” in the library. Write media: and the id of the one that is meant.',
  media_address: '“{name}” is no address that can be fetched. It begins with https://.',
  media_not_fetched: '“{name}” could not be fetched ({reason}).',
  too_many_alts: 'There are more alt texts than pictures and films.',
  campaign_unknown: 'There is no campaign “{name}”. Make it first, or leave the cell empty.',
  pillar_unknown: 'There is no pillar “{name}”. Make it first, or leave the cell empty.',
  persona_unknown: 'There is no persona “{name}”. Make it first, or leave the cell empty.',
  influencer_unknown:
    'There is no influencer “{name}”. Enter them under Compliance first, or leave the cell empty.',
  influencer_many:
    'There are {count} influencers called “{name}”. Write the handle of the one that is meant.',
  goal_unknown: 'There is no goal “{name}”. Set it first, or leave the cell empty.',
  category_unknown: '“{name}” is no category. There are: engaging, brand, educational, promotional.',
  connection_unknown: '“{name}” is no connection. There are: {choices}.',
  sponsor_alone: 'A sponsor is named, and not what they gave. Fill in the connection too.',
  appeal_unknown: '“{name}” is no appeal. There are: provocation, instruction, medal, laugh.',
  bad_language: '“{name}” is no language. Write its tag, such as lv or en-GB.',
  option_value: '“{name}” cannot be set to “{value}”. Possible: {choices}.',
  option_idle: '“{name}” is for a network to which the row does not go; it is left out.',
  bad_more: 'What stands here was written by an export and is broken ({reason}). Empty the cell.',
  twice: 'The same as row {row}. Give each a key of its own if both are meant.',
  same_words: 'Says the same on {channel} as row {row}. Networks may take that for spam.',
  there: 'It was made before, from the same row; it is not made again.',
  taken_out: 'The post was made by this import and taken back.',
  kept_changed: 'Somebody has changed the post since; it stays.',
  kept_other: 'The post is of another import too; it stays.',
  kept_out: 'The post is published or on its way; it stays.',
  refused: '{reason}',
} as const

export type RowCode = keyof typeof sentences
type Facts = RowNote['facts']

function noteOf(level: RowNote['level'], code: RowCode, column: number | null, facts: Facts = {}): RowNote {
  const detail = sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
  return { level, code, column, detail, facts }
}

export const wrong = (code: RowCode, column: number | null, facts?: Facts): RowNote =>
  noteOf('error', code, column, facts)
export const warning = (code: RowCode, column: number | null, facts?: Facts): RowNote =>
  noteOf('warning', code, column, facts)
