import { inflateRawSync } from 'node:zlib'
import { importError } from './errors.ts'

const marks = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 } as const
const none = 0xffffffff
const mostEntries = 5000

type Entry = { name: string; method: number; packed: number; size: number; at: number }

/**
 * Some files of an archive. What it says of itself is not believed: no bytes are of two files, no name is there twice, and
 * unpacking stops where a file grows beyond what was said of it. `most`: of all of them together.
 */
export function unzipSome(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
  most: number,
): Record<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wanted = entriesOf(view, bytes).filter(({ name }) => isWanted(name))
  if (new Set(wanted.map(({ name }) => name)).size < wanted.length) throw new Error('a name is in it twice')
  const sum = wanted.reduce((all, { size }) => all + size, 0)
  if (sum > most) throw importError('bomb', { most: most >> 20 })
  let end = 0
  const files: Record<string, Uint8Array> = Object.create(null)
  for (const entry of wanted.sort((a, b) => a.at - b.at)) {
    if (entry.at < end) throw new Error('files in it overlap')
    const from = dataAt(view, entry)
    end = from + entry.packed
    if (end > bytes.length) throw new Error('it is cut off')
    files[entry.name] = unpacked(bytes.subarray(from, end), entry)
  }
  return files
}

function entriesOf(view: DataView, bytes: Uint8Array): Entry[] {
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  if (count > mostEntries) throw new Error(`it holds more than ${mostEntries} files`)
  const entries: Entry[] = []
  let at = view.getUint32(end + 16, true)
  for (let n = 0; n < count; n++) {
    if (view.getUint32(at, true) !== marks.entry) throw new Error('its list of files is broken')
    if (view.getUint16(at + 8, true) & 1) throw new Error('it is locked by a password')
    const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)]
    const extra = at + 46 + nameLength
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, extra)),
      method: view.getUint16(at + 10, true),
      ...wide(view, at, extra, extra + extraLength),
    })
    at = extra + extraLength + view.getUint16(at + 32, true)
  }
  return entries
}

/** Behind it stands at most a remark of 64 kB. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--)
    if (view.getUint32(at, true) === marks.end) return at
  throw new Error('it is no whole archive')
}

/** Some programs write lengths of eight bytes, which stand further back then. */
function wide(view: DataView, at: number, from: number, to: number): Pick<Entry, 'size' | 'packed' | 'at'> {
  let [size, packed, place] = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ]
  for (let field = from; field + 4 <= to; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue
    let value = field + 4
    const next = () => {
      value += 8
      return Number(view.getBigUint64(value - 8, true))
    }
    if (size === none) size = next()
    if (packed === none) packed = next()
    if (place === none) place = next()
  }
  return { size, packed, at: place }
}

function dataAt(view: DataView, { at }: Entry): number {
  if (view.getUint32(at, true) !== marks.local) throw new Error('its list of files is broken')
  return at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
}

function unpacked(bytes: Uint8Array, { method, size }: Entry): Uint8Array {
  if (method === 0) return bytes.slice(0, size)
  if (method !== 8) throw new Error('it is packed in a way that is not known here')
  // Zero would mean no bound.
  return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) })
}
