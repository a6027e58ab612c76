import { defineErrors } from '../../../platform/errors.ts'

export const mediaError = defineErrors('media', {
  not_found: ['missing', 'There is no such picture or film in this workspace.'],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
  no_file: ['invalid', 'No file was sent. Send it as multipart/form-data in the field "file".'],
  empty: ['invalid', 'The file is empty. Choose another one.'],
  too_large: ['too_large', 'The file is larger than {max} bytes, the most that this Carillon takes.'],
  type_refused: [
    'invalid',
    'This is {type}. Carillon takes JPEG, PNG, WebP, GIF and AVIF pictures, and MP4, MOV and WebM films: save it as one of these.',
  ],
  svg_refused: [
    'invalid',
    'SVG drawings may hold scripts, and no network takes them. Save the drawing as PNG.',
  ],
  not_readable: ['invalid', 'The picture is damaged or cut off. Save it anew and upload it again.'],
  too_many_pixels: [
    'invalid',
    'The picture has {pixels} pixels over all its frames; at most {max} are taken. Make it smaller first.',
  ],
  film_not_readable: [
    'invalid',
    'The film cannot be read: its header is missing or damaged. Export it again as MP4 (H.264).',
  ],
  no_picture: ['invalid', 'The file holds sound only. Add a picture track and export it again.'],
  other_file: ['invalid', 'The file of "{name}" is not what its row says ({what}).'],
  in_use: [
    'conflict',
    'It stands in {count} scheduled posts. Take it out of them, or unschedule them, and delete it then.',
  ],
  no_thumbnail: ['missing', 'A film has no small picture of its own.'],
})
