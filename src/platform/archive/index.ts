export { type FoundPart, readArchive } from './read.ts'
export { type Archive, type Part, type WriteOptions, writeArchive } from './write.ts'
