import { fieldOf, type Problem, type ProblemCode } from '../../../networks/kit/check.ts'
import type { Note } from './contract.ts'

/** What we say of a post beyond what its networks refuse. */
export type OwnCode =
  | 'no_channels'
  | 'channel_paused'
  | 'channel_reconnect'
  | 'same_words'
  | 'near_words'
  | 'ambiguous_hour'
  | 'moves_no_more'
  | 'media_ended'
  | 'media_withdrawn'

/** One sentence for each thing; the screen has them in five languages under the same codes. */
const sentences: Record<ProblemCode | OwnCode, string> = {
  empty: 'There is nothing to publish. Write something, or add a picture.',
  text_too_long: 'The text counts {length}, the network takes {max}. Shorten it, or make it a thread.',
  text_too_many_bytes: 'The text has {length} bytes, the network takes {max}. Shorten it.',
  hashtags_too_many: 'The text has {count} hashtags, the network takes {max}. Take some out.',
  mentions_too_many: 'The text mentions {count} accounts; the network may take no more than {max}.',
  links_too_many: 'The text has {count} different links, the network takes {max}. Take some out.',
  text_letters: 'The network does not take these letters in a text: {letters}. Write it without them.',
  text_letter_twice:
    'The network takes {letters} once in a text, not twice: what stands between two would be a topic. Take one out.',
  text_missing: 'Words are needed here, beside what is shown. Write some.',
  link_missing: 'The network takes no text without a link to {hosts}. Add one.',
  title_letters: 'The network does not take these letters in a title: {letters}. Write it without them.',
  title_missing: 'This network wants a title.',
  title_too_long: 'The title counts {length}, the network takes {max}.',
  too_many_images: '{count} pictures are too many: the network takes {max}.',
  too_many_videos: '{count} films are too many: the network takes {max}.',
  too_many_media: '{count} pictures and films are too many: the network takes {max}.',
  media_missing: 'This network publishes nothing without a picture or film.',
  media_not_taken: 'This network does not take such a file.',
  media_mixed: 'This network takes pictures or a film in one post, not both.',
  image_type: 'This network does not take pictures of this type.',
  image_shape:
    'This network refuses pictures of this shape ({width} × {height}). Crop it in the library, or from the post.',
  image_cut:
    'This network shows only a part of a picture of this shape ({width} × {height}) until it is opened.',
  image_not_alone: 'This picture moves (GIF) and stands alone on this network: take the others out.',
  video_type: 'This network takes no films of type {type}.',
  video_too_large: 'The film has {bytes} bytes, the network takes {max}.',
  video_too_long:
    'The film lasts {seconds} seconds, the network takes {max}. Nothing is cut by itself: cut it in the library.',
  video_too_short: 'The film lasts {seconds} seconds, the network takes none shorter than {min}.',
  video_too_small:
    'The film has {width} × {height} pixels, the network takes none smaller than {leastWidth} × {leastHeight}.',
  video_shape:
    'The network does not take films of this shape ({width} × {height}). Nothing is cropped by itself: crop it, or choose another.',
  video_unfit: 'No form of this film fits what the network takes. Export it again as MP4 (H.264).',
  captions_too_large:
    'The captions ({language}) have {bytes} bytes, the network takes {max}: they are left out there. Shorten them, or split the film.',
  too_many_captions:
    'There are captions in {count} languages, the network takes {max}: the rest is left out there.',
  alt_missing: 'Say what the picture shows, for those who cannot see it.',
  alt_too_long: 'The alt text counts {length}, the network takes {max}.',
  poll_not_taken: 'This network has no polls.',
  poll_options: 'A poll has {least} to {most} answers here; this one has {count}.',
  poll_option_too_long: 'An answer counts {length}, the network takes {max}.',
  poll_option_empty: 'An answer is empty.',
  poll_minutes: 'A poll runs for {least} to {most} minutes here; this one for {minutes}.',
  poll_with_media: 'A poll cannot stand with pictures here.',
  poll_one_answer: 'On this network readers choose a single answer, not several.',
  thread_too_long: 'The thread has {count} parts, the network takes {max}.',
  reply_not_taken: 'This network takes no first reply of our own.',
  quote_not_taken: 'This network cannot quote another post.',
  too_many_languages: '{count} languages are named; only the first {max} are told to the network.',
  option_missing: 'This network asks for "{option}".',
  option_wrong:
    '"{option}" has a value that this network does not offer or that is too long. Choose another.',
  option_unknown: 'This network does not know "{option}"; it is left out.',
  option_odd:
    'What stands in "{option}" is not written as this network takes it. Look at the help beside it.',
  option_behind_film: 'The film ends before the second that stands in "{option}". Choose an earlier one.',
  option_behind_poll:
    'The poll has no such answer as stands in "{option}". Give the place of one that it has.',
  option_not_several:
    '"{option}" does not go with several pictures or films. Leave one of them, or take the setting out.',
  option_idle: 'The post has nothing that "{option}" belongs to, so it is left out.',
  option_hides_partner:
    'A paid partnership may not be hidden here. Choose another value of "{option}", or take the partnership out.',
  no_channels: 'Choose at least one channel to publish on.',
  channel_paused: '{channel} is paused: the post waits until it is resumed.',
  channel_reconnect: '{channel} must be joined again before anything can be published on it.',
  same_words: 'The same words go out on {channel} within two days ({at}). Networks may take that for spam.',
  near_words: 'Very similar words went out on {channel} in the last 90 days ({at}).',
  ambiguous_hour:
    'The clocks go back and show {at} twice; the first one is taken. The other is at {second} UTC.',
  media_ended:
    'The right to show “{file}” ends before this goes out. Renew it in the library, or choose another picture.',
  media_withdrawn: 'The consent to show “{file}” was withdrawn. Choose another picture.',
  moves_no_more: 'On {channel} it is out or on its way already; that does not change any more.',
}

export function noteOf(
  code: ProblemCode | OwnCode,
  level: Note['level'],
  path: string,
  facts: Note['facts'] = {},
): Note {
  const detail = sentences[code].replace(/\{(\w+)\}/g, (_, key: string) => String(facts[key] ?? ''))
  return { level, code, path, detail, facts }
}

/** The same, for a problem of one variant, addressed at its field. */
export const variantNote = (channelId: string, problem: Problem): Note =>
  noteOf(problem.code, problem.level, `variants.${channelId}.${fieldOf(problem)}`, problem.facts)
