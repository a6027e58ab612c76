export { type FoundPart, readArchive } from './read.ts'
export { readOpenArchive } from './read-open.ts'
export { type Archive, type Part, type WriteOptions, writeArchive, writeOpenArchive } from './write.ts'
