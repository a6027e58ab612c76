export { type ArchiveSource, type FoundPart, fileSource, readArchive } from './read.ts'
export { type Archive, type Part, sendArchive, type WriteOptions, writeArchive } from './write.ts'
