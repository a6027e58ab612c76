import { defineErrors } from '../errors.ts'

export const bucketError = defineErrors('bucket', {
  not_reached: [
    'unavailable',
    'The bucket {bucket} cannot be reached ({reason}). Is its address right, and does it answer from here?',
  ],
  refused: [
    'forbidden',
    'The bucket {bucket} refuses us ({code}). Are its keys and its region right, may they read, write, list and delete there, and does the clock of this machine go right?',
  ],
  no_bucket: ['missing', 'There is no bucket {bucket}. Make it there, or give the name of one that is.'],
  elsewhere: [
    'invalid',
    'The bucket {bucket} sends us on to another address ({status}). Give its own address and region.',
  ],
  nothing_there: ['missing', 'There is no {key} in the bucket {bucket}.'],
  changed: ['conflict', '{key} in the bucket {bucket} was replaced while it was read. Begin again.'],
  cut_off: ['unavailable', 'The bucket {bucket} gave {got} bytes of {key} where it had said {said}.'],
  too_large: [
    'too_large',
    'What is written to {key} in the bucket {bucket} is larger than {gigabytes} GB, which is the most that it takes.',
  ],
  answered: [
    'unavailable',
    'The bucket {bucket} answered {status} ({code}). Try again later; its own log says more.',
  ],
})
