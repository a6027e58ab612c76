export { archiveError } from './errors.ts'
export { type FoundPart, readArchive } from './read.ts'
export { type Archive, type Part, syncFolder, type WriteOptions, writeArchive } from './write.ts'
