import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Encrypter } from 'age-encryption'
import { createTarPacker, type TarPackController } from 'modern-tar'
import { AppError } from '../errors.ts'
import { clearLeftovers } from '../leftovers.ts'
import { archiveError } from './errors.ts'

export type Part = { name: string; bytes: number; sha256: string }

/** Takes parts one after the other. A part's length is said ahead, because it stands in front of it. */
export type Archive = {
  add(name: string, bytes: Uint8Array): Promise<Part>
  stream(name: string, bytes: number, source: AsyncIterable<Uint8Array>): Promise<Part>
}

export type WriteOptions = {
  /** Breaks it off; nothing is left. */
  signal?: AbortSignal
  /** Base-2 logarithm of the work that each guess of the password costs. */
  work?: number
}

export type Fill = (archive: Archive) => Promise<void>

/** Takes what is written, to its end. */
export type Sink = (bytes: Readable) => Promise<unknown>

/** What goes round the tar. */
type Wrap = (tar: ReadableStream<Uint8Array>) => Promise<ReadableStream<Uint8Array>>

/** Writes a new file: a tar inside age, under a password, so that both can be opened without us. Answers its size. */
export const writeArchive = (
  path: string,
  password: string,
  fill: Fill,
  options: WriteOptions = {},
): Promise<number> => writeWrapped(path, fill, options.signal, locked(password, options))

/** The same without a lock: a tar inside gzip, for what is no secret of the house. */
export const writeOpenArchive = (path: string, fill: Fill, signal?: AbortSignal): Promise<number> =>
  writeWrapped(path, fill, signal, async (tar) => tar.pipeThrough(new CompressionStream('gzip')))

/** As `writeArchive`, to where no file is. Whatever takes it has it whole or not at all. */
export async function sendArchive(
  sink: Sink,
  password: string,
  fill: Fill,
  options: WriteOptions = {},
): Promise<void> {
  try {
    await packInto(sink, fill, locked(password, options))
  } catch (error) {
    options.signal?.throwIfAborted()
    throw error
  }
}

const locked =
  (password: string, { work }: WriteOptions): Wrap =>
  (tar) => {
    const encrypter = new Encrypter()
    encrypter.setPassphrase(password)
    if (work !== undefined) encrypter.setScryptWorkFactor(work)
    return encrypter.encrypt(tar)
  }

/** It stands under its name when it is whole and on the disk, and not before: until then it has another name beside it. */
async function writeWrapped(
  path: string,
  fill: Fill,
  signal: AbortSignal | undefined,
  wrap: Wrap,
): Promise<number> {
  if (await exists(path)) throw archiveError('exists', { path })
  const half = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
  try {
    await mkdir(dirname(path), { recursive: true })
    await clearLeftovers(dirname(path), isHalf)
    await packInto(fileSink(half, signal), fill, wrap)
    if (await exists(path)) throw archiveError('exists', { path })
    await rename(half, path)
    await syncFolder(dirname(path))
    return (await stat(path)).size
  } catch (error) {
    await rm(half, { force: true }).catch(() => {})
    signal?.throwIfAborted()
    throw isOfDisk(error) ? archiveError('not_written', { path, reason: error.code }) : error
  }
}

/** Flushed to the disk before it is closed. */
const fileSink =
  (path: string, signal: AbortSignal | undefined): Sink =>
  (bytes) => {
    const out = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true, highWaterMark: 1 << 20 })
    return pipeline(bytes, out, signal ? { signal } : {})
  }

async function packInto(sink: Sink, fill: Fill, wrap: Wrap): Promise<void> {
  const { readable, controller } = createTarPacker()
  const wrapped = await wrap(readable)
  // A disk that is full must stop whoever fills, and a filling that fails must not look like a short file.
  const written = sink(Readable.fromWeb(wrapped)).catch((error: unknown) => {
    controller.error(error)
    throw error
  })
  const filled = fill(archiveOver(controller)).then(
    () => controller.finalize(),
    (error: unknown) => {
      controller.error(error)
      throw error
    },
  )
  const ends = await Promise.allSettled([written, filled])
  const failed = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))
  if (failed.length > 0) throw failed.find((one) => isOfDisk(one) || one instanceof AppError) ?? failed.at(-1)
}

function archiveOver(controller: TarPackController): Archive {
  const stream: Archive['stream'] = async (name, bytes, source) => {
    const writer = controller.add({ name, size: bytes, mode: 0o600 }).getWriter()
    // The packer tells every write of its end; what broke it is told once, by the write that we wait for.
    writer.closed.catch(() => {})
    const hash = createHash('sha256')
    for await (const chunk of source) {
      hash.update(chunk)
      await writer.write(chunk)
    }
    await writer.close()
    return { name, bytes, sha256: hash.digest('hex') }
  }
  return { stream, add: (name, bytes) => stream(name, bytes.length, only(bytes)) }
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

/** As we call them, and did when they had the number of their process. */
const isHalf = (name: string): boolean =>
  /^\..+\.(\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\.part$/.test(name)

/** A new name is on the disk when its folder is. Some systems cannot be asked for it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}

const isOfDisk = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
