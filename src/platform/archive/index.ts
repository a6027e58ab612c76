export { type ArchiveSource, type FoundPart, fileSource, readArchive } from './read.ts'
export { openBounds, readOpenArchive } from './read-open.ts'
export {
  type Archive,
  type Part,
  sendArchive,
  type WriteOptions,
  writeArchive,
  writeOpenArchive,
} from './write.ts'
