import { defineErrors } from '../../../../platform/errors.ts'

export const filmError = defineErrors('film', {
  not_a_film: ['invalid', 'This is a picture. Only films have covers, captions and lengths.'],
  no_engine: [
    'unavailable',
    'This Carillon has no FFmpeg, which looks into films and converts them. Ask whoever runs it to install it.',
  ],
  no_tones: [
    'invalid',
    'The film is HDR, and the FFmpeg of this Carillon cannot make its colours plain (it lacks zscale). Export the film as SDR, or ask whoever runs this Carillon for an FFmpeg with zimg.',
  ],
  not_read: [
    'invalid',
    'FFmpeg cannot read this film ({why}). Export it again as MP4 (H.264) and upload it anew.',
  ],
  not_converted: ['invalid', 'The film could not be converted ({why}). Export it again as MP4 (H.264).'],
  cut_short: [
    'invalid',
    'What came out lasts {seconds} seconds instead of {whole}: the film is damaged. Export it again.',
  ],
  still_too_large: [
    'invalid',
    'It has more than {max} bytes however it is packed. Cut it, or export it smaller.',
  ],
  too_slow: ['unavailable', 'It took longer than {minutes} minutes and was given up. Export it smaller.'],
  given_up: [
    'unavailable',
    'The program ended {tries} times while it was at it. Tell whoever runs this Carillon, and export it smaller.',
  ],
  no_room: [
    'unavailable',
    'There is no room on the disk: {bytes} bytes are wanted. It is tried again by itself.',
  ],
  conversion_not_found: ['missing', 'There is no such conversion. It may be over.'],
  conversion_over: ['conflict', 'This conversion is over ({state}).'],
  too_many_waiting: ['conflict', '{most} cuts are under way. Wait for some of them.'],
  beyond_end: ['invalid', 'The film ends at {seconds} seconds. Choose an earlier moment.'],
  cover_type: ['invalid', 'A cover is a JPEG, a PNG or a WebP. Save it as one of these.'],
  captions_type: ['invalid', 'This is neither SubRip (SRT) nor WebVTT: {why}'],
  captions_encoding: ['invalid', 'The captions are no text in UTF-8. Save them as UTF-8.'],
  captions_empty: ['invalid', 'The file holds no captions.'],
  captions_order: [
    'invalid',
    'Line {line}: captions have to begin in order, and each ends after it begins. Mend the times.',
  ],
  captions_beyond: [
    'invalid',
    'The captions go on until {last} seconds, the film lasts {seconds}. They belong to another film.',
  ],
  captions_many: ['invalid', 'There are more than {most} captions in it. Leave some out.'],
  captions_language: ['invalid', '"{language}" names no language. Write it as en, lv or pt-BR.'],
  captions_not_found: ['missing', 'There are no such captions beside this film.'],
  too_many_captions: ['conflict', 'There are captions in {most} languages, the most there may be.'],
})
