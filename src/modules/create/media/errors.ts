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
  no_folder: ['invalid', 'There is no such folder. It may have been deleted meanwhile: choose another one.'],
  folder_not_found: ['missing', 'There is no such folder in this workspace.'],
  folder_exists: ['conflict', 'There is a folder "{name}" in the same place already. Choose another name.'],
  folder_in_itself: ['invalid', 'A folder cannot lie in itself or in one of its own folders.'],
  folder_too_deep: ['invalid', 'Folders lie at most {most} deep. Put it further up.'],
  too_many_folders: ['conflict', 'There are {most} folders, the most there may be. Delete some first.'],
  too_many_tags: ['invalid', 'It would wear more than {most} tags. Take some off first.'],
  over_quota: [
    'too_large',
    'The library of this workspace may hold {max} bytes and has {used}. Delete something for good, or ask whoever runs this Carillon.',
  ],
  upload_not_found: ['missing', 'There is no such upload. It may have expired: begin it again.'],
  upload_over: ['conflict', 'This upload has all its pieces already.'],
  too_many_uploads: ['conflict', 'You have {most} uploads under way. Finish or discard some first.'],
  no_such_piece: ['invalid', 'This file has {count} pieces, numbered from 0.'],
  piece_length: ['invalid', 'Piece {number} has {bytes} bytes and must have {expected}. Send it again.'],
  digest_differs: ['invalid', 'What arrived is not what was sent: its SHA-256 is another. Send it again.'],
  not_taken_in: [
    'unavailable',
    'It could not be taken in, although it was tried {tries} times. Try it again later; if it goes on, tell whoever runs this Carillon.',
  ],
  address_refused: ['invalid', 'This address cannot be fetched: {why} Save the file and upload it.'],
  address_answered: [
    'invalid',
    'The address answers {status} instead of a file. Open it in a browser and look.',
  ],
  proof_type: ['invalid', 'A proof is a PDF, a JPEG or a PNG. Save it as one of these.'],
  proof_not_found: ['missing', 'There is no such proof beside this picture or film.'],
  too_many_proofs: ['conflict', 'There are {most} proofs, the most there may be. Remove some first.'],
  rights_of_original: [
    'conflict',
    'The rights of an edited picture are those of its original. Change them there.',
  ],
  no_thumbnail: ['missing', 'A film has no small picture of its own.'],
})
