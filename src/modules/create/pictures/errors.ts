import { defineErrors } from '../../../platform/errors.ts'

export const pictureError = defineErrors('picture', {
  no_picture: ['invalid', 'This is a film. Only pictures can be edited here.'],
  moves: ['invalid', 'This picture moves, and would stand still afterwards. Choose another one.'],
  crop_outside: [
    'invalid',
    'The crop goes beyond the picture, which has {width} × {height} pixels as it is turned. Choose it inside.',
  ],
  crop_slanted: [
    'invalid',
    'The crop reaches beyond the picture, which was made straight. Make the crop smaller, or move it to the middle.',
  ],
  nothing_changed: ['invalid', 'Nothing is done to the picture. Crop, turn or write on it first.'],
  no_logo: [
    'invalid',
    'The logo is no longer in the library. Take it off, or choose another picture in its place.',
  ],
  logo_barred: [
    'invalid',
    'The logo “{name}” may not be shown any more. Take it off, or renew its right in the library.',
  ],
})
