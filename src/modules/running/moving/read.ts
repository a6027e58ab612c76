import type { FoundPart } from '../../../platform/archive/index.ts'
import { openBounds, readOpenArchive } from '../../../platform/archive/index.ts'
import type { AppError } from '../../../platform/errors.ts'
import { movingError } from './errors.ts'
import { fileOf } from './kind.ts'
import { kindsOf } from './kinds.ts'
import { Manifest, manifestMost, manifestName, moveForm } from './manifest.ts'

const damaged = (what: string): AppError => movingError('damaged', { what })

export type OpenOptions = {
  signal?: AbortSignal | undefined
  /** Of rows and files together; what says that it has more, or has, is not taken over. */
  mostBytes?: number | undefined
}

/** A header of a tar, and what fills the last block of the part. */
const aroundPart = 1024

const weightOf = ({ kinds, media }: Manifest): number =>
  kinds.reduce((sum, { bytes }) => sum + bytes, media.bytes)

/** An export as it is read, from its beginning to its end and no further back. */
export class Package {
  readonly manifest: Manifest
  readonly #parts: AsyncGenerator<FoundPart>

  private constructor(parts: AsyncGenerator<FoundPart>, manifest: Manifest) {
    this.#parts = parts
    this.manifest = manifest
  }

  /** Reads the manifest; whatever is no export, or one of a later form, is told here. */
  static async open(
    file: string,
    { signal, mostBytes = openBounds.bytes }: OpenOptions = {},
  ): Promise<Package> {
    const around = manifestMost + openBounds.parts * aroundPart
    const parts = readOpenArchive(file, { signal, most: { ...openBounds, bytes: mostBytes + around } })
    try {
      const { value } = await parts.next()
      const manifest = await readManifest(value)
      if (weightOf(manifest) > mostBytes) throw movingError('too_large', { most: mostBytes })
      return new Package(parts, manifest)
    } catch (error) {
      await parts.return(undefined)
      throw error
    }
  }

  close = (): Promise<unknown> => this.#parts.return(undefined)

  /** The next part, which has to be of this name and length. After it was read, `end` holds it against its digest. */
  async rows(kind: Manifest['kinds'][number]): Promise<{ part: FoundPart; end(lines: number): void }> {
    const name = fileOf(kind)
    const { value: part } = await this.#parts.next()
    if (part?.name !== name) throw damaged(`where ${name} should be is ${part ? part.name : 'nothing'}`)
    if (part.bytes !== kind.bytes) throw damaged(`${name} is of another length than its manifest says`)
    const end = (lines: number) => {
      if (part.seen().sha256 !== kind.sha256) throw damaged(`${name} is another than its manifest says`)
      if (lines !== kind.rows) throw damaged(`${name} has ${lines} rows, its manifest says ${kind.rows}`)
    }
    return { part, end }
  }

  /** What comes after the rows. */
  async *media(): AsyncGenerator<FoundPart> {
    for (;;) {
      const { done, value } = await this.#parts.next()
      if (done) return
      if (!value.name.startsWith('media/')) throw damaged(`${value.name} is no picture or film`)
      yield value
    }
  }
}

async function readManifest(part: FoundPart | undefined): Promise<Manifest> {
  const notOurs = (what: string) => movingError('not_ours', { what })
  if (part?.name !== manifestName) throw notOurs(part ? `its first part is ${part.name}` : 'it is empty')
  if (part.bytes > manifestMost) throw notOurs('it is too large')
  const held: Uint8Array[] = []
  for await (const chunk of part.body) held.push(chunk)
  const value = parse(Buffer.concat(held).toString('utf8'))
  const { form, carillon } = (value ?? {}) as { form?: unknown; carillon?: unknown }
  // Looked at before the rest, whose shape a later form may change.
  if (typeof form === 'number' && form > moveForm)
    throw movingError('newer', { form, carillon: String(carillon).slice(0, 60), most: moveForm })
  const read = Manifest.safeParse(value)
  if (!read.success || read.data.form < 1) throw notOurs(read.error?.issues[0]?.path.join('.') || 'its form')
  const names = read.data.kinds.map(({ name }) => name).join(' ')
  if (
    names !==
    kindsOf(read.data.form)
      .map(({ name }) => name)
      .join(' ')
  )
    throw notOurs('it names other kinds than this form has')
  return read.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
