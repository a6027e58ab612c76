import type { Archive, ArchiveSource, WriteOptions } from '../../../platform/archive/index.ts'

/** A file that looks like a backup, and its moment: by its name, or of the file when somebody named it by hand. */
export type KeptFile = { name: string; at: Date; bytes: number }

/** Where one backup lies, or will. */
export type Spot = {
  /** As people are told of it. */
  address: string
  /** It stands there when it is whole, and not before. Answers its size. */
  write(password: string, fill: (archive: Archive) => Promise<void>, options?: WriteOptions): Promise<number>
  source: ArchiveSource
  remove(): Promise<void>
}

/** Where backups lie, side by side: a folder, or a bucket. */
export type Place = {
  /** As people are told of it, after "in". */
  words: string
  at(name: string): Spot
  /** What ends like a backup. */
  list(): Promise<KeptFile[]>
}
