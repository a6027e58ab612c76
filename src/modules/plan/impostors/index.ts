export { candidatesOf } from './candidates.ts'
export { hashPicture, type PictureHash } from './picture.ts'
export { type Ours, type Score, scoreSuspect } from './score.ts'
