import { statSync } from 'node:fs'
import { type KeyFile, readNow } from './file.ts'

/**
 * The key file as it is now. A look at its name costs some microseconds, and a sealed value more, so every sealing looks:
 * no process seals with a key that was replaced. To open, a look is needed only when the key is not known.
 */
export function followFile(path: string, first: KeyFile) {
  let known = first
  let mark = ''

  /** What cannot be read is left alone: the keys that are known go on to serve, and the next start says what is wrong. */
  function now(): KeyFile {
    try {
      const { ino, mtimeNs, size } = statSync(path, { bigint: true })
      const found = `${ino} ${mtimeNs} ${size}`
      if (found === mark) return known
      known = readNow(path)
      mark = found
    } catch {
      mark = ''
    }
    return known
  }

  return { now, having: (id: string): KeyFile => (id === '' || known.keys[id] ? known : now()) }
}
