import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { fileSpot, takeBackup } from '../src/modules/running/backup/index.ts'
import { restoreBackup } from '../src/modules/running/restore/index.ts'
import { fileSource, readArchive, writeArchive } from '../src/platform/archive/index.ts'
import { readMigrations } from '../src/platform/db/migrate.ts'
import { folderStorage } from '../src/platform/storage/index.ts'
import type { Attack, Tally } from './frame/attack.ts'
import { type House, planted } from './frame/house.ts'

const password = planted.backup
/** Guessing costs nothing here: what is tried is the inside. */
const quick = { work: 4 }

type Piece = { name: string; bytes: Buffer }

const withName = (pieces: Piece[], from: RegExp, change: (piece: Piece) => Piece[]): Piece[] =>
  pieces.flatMap((piece) => (from.test(piece.name) ? change(piece) : [piece]))

const put = (bytes: Buffer) => (piece: Piece) => [{ ...piece, bytes }]
const called = (name: string) => (piece: Piece) => [{ ...piece, name }]
const also = (name: string) => (piece: Piece) => [piece, { name, bytes: Buffer.from('planted') }]

/** Whoever knows the password may put together what they like. */
const inside: Record<string, (pieces: Piece[]) => Piece[]> = {
  'a media file above the home': (all) => withName(all, /^keys\//, also('media/../../escaped')),
  'a media file at an address of its own': (all) => withName(all, /^keys\//, also('media//tmp/escaped')),
  'a media file with a null byte': (all) => withName(all, /^keys\//, also('media/a\0b')),
  'a key file above the home': (all) => withName(all, /^keys\//, called('keys/../escaped.json')),
  'another key file': (all) => withName(all, /^keys\//, called('keys/authorized_keys')),
  'a part that nobody wrote down': (all) =>
    withName(all, /^manifest/, (one) => [{ name: 'more', bytes: Buffer.of(1) }, one]),
  'keys of another content than was written': (all) =>
    withName(all, /^keys\//, put(Buffer.from('{"current":"x","keys":{}}'))),
  'a table that is no zstd': (all) => withName(all, /^tables\/workspaces/, put(Buffer.alloc(5000, 7))),
  'a table that unpacks to a gigabyte': (all) =>
    withName(all, /^tables\/workspaces/, put(zstdCompressSync(Buffer.alloc(1 << 30)))),
  'a table that is text of another kind': (all) =>
    withName(all, /^tables\/workspaces/, put(zstdCompressSync(Buffer.from("'); drop table users; --\n")))),
  'a table name that is a statement': (all) =>
    withName(all, /^about/, (one) =>
      put(Buffer.from(one.bytes.toString().replace('"workspaces"', '"workspaces; drop table users"')))(one),
    ),
  'a description that is no JSON': (all) => withName(all, /^about/, put(Buffer.from('{'))),
  'a description a million levels deep': (all) =>
    withName(all, /^about/, put(Buffer.from('['.repeat(1_000_000)))),
  'a description with a prototype': (all) =>
    withName(all, /^about/, put(Buffer.from('{"__proto__":{"form":1},"form":"1"}'))),
  'no last part': (all) => all.filter(({ name }) => name !== 'manifest.json'),
  'the parts the wrong way round': (all) => [...all].reverse(),
  'nothing at all': () => [],
}

/** What somebody can do who has the file alone. */
const outside: Record<string, (file: Buffer) => Buffer> = {
  'an empty file': () => Buffer.alloc(0),
  'a header alone': (file) => file.subarray(0, 200),
  'half of it': (file) => file.subarray(0, file.length >> 1),
  'all but its last byte': (file) => file.subarray(0, -1),
  'more behind its end': (file) => Buffer.concat([file, randomBytes(100)]),
  'a flipped bit': (file) =>
    Buffer.concat([file.subarray(0, 5000), Buffer.of((file[5000] ?? 0) ^ 1), file.subarray(5001)]),
  'work for a year on the password': (file) =>
    Buffer.from(file.toString('latin1').replace(/(-> scrypt \S+) \d+/, '$1 60'), 'latin1'),
  'a lock for another kind of key': (file) =>
    Buffer.from(file.toString('latin1').replace('-> scrypt', '-> X25519'), 'latin1'),
  'a megabyte of header': (file) =>
    Buffer.concat([Buffer.from(`age-encryption.org/v1\n${'-> a b\n'.repeat(150_000)}`), file]),
}

const longestMs = 30_000
const mostMemory = 700_000_000

const archives: Attack = {
  name: 'backup-archives',
  async run(house, tally) {
    const folder = await mkdtemp(join(tmpdir(), 'carillon-archives-'))
    try {
      const good = await goodBackup(house, folder)
      for (const [what, change] of Object.entries(outside)) {
        const file = join(folder, 'hostile')
        await writeFile(file, change(await readFile(good.file)))
        await refused(house, tally, what, file)
      }
      await refused(house, tally, 'another password', good.file, 'violet kettle harbour ten')
      for (const [what, change] of Object.entries(inside))
        await refused(house, tally, what, await putTogether(folder, change(good.pieces)))
      const plain = await tryRestore(house, await putTogether(folder, good.pieces))
      tally.check(
        'control: the same parts put together unchanged are restored',
        plain.error === null,
        plain.error,
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function goodBackup({ ctx, home }: House, folder: string): Promise<{ file: string; pieces: Piece[] }> {
  const file = join(folder, 'good')
  await ctx.storage.write('some/picture', randomBytes(1000))
  const source = { home, database: ctx.database, storage: ctx.storage }
  await takeBackup(source, fileSpot(file), password, () => {}, quick)
  const pieces: Piece[] = []
  for await (const part of readArchive(fileSource(file), password)) {
    const chunks: Uint8Array[] = []
    for await (const chunk of part.body) chunks.push(chunk)
    pieces.push({ name: part.name, bytes: Buffer.concat(chunks) })
  }
  return { file, pieces }
}

async function putTogether(folder: string, pieces: readonly Piece[]): Promise<string> {
  const file = join(folder, `made-${randomBytes(6).toString('hex')}`)
  await writeArchive(
    file,
    password,
    async (archive) => {
      for (const { name, bytes } of pieces) await archive.add(name, bytes)
    },
    quick,
  )
  return file
}

type Tried = { error: unknown; left: string[]; outside: string[]; ms: number; grown: number }

/** Into a new home and a new database, both of which are looked at after. */
async function tryRestore({ ctx }: House, file: string, by = password): Promise<Tried> {
  const around = await mkdtemp(join(tmpdir(), 'carillon-hostile-'))
  const home = join(around, 'home')
  const name = `hostile_${randomBytes(6).toString('hex')}`
  await ctx.database.pool.query(`create database ${name}`)
  const databaseUrl = ctx.database.url.replace(/\/[^/]+$/, `/${name}`)
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'))
  const target = { home, storage: folderStorage(join(home, 'media')), databaseUrl, migrations }
  const before = process.memoryUsage().rss
  let most = before
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const began = performance.now()
  const error = await restoreBackup(target, fileSpot(file), by, { hold: false }).then(
    () => null,
    (thrown: unknown) => thrown ?? 'nothing',
  )
  clearInterval(look)
  const ms = performance.now() - began
  const entries = await readdir(home, { recursive: true, withFileTypes: true }).catch(() => [])
  // The folder of the media may be a disk of its own: it stays, empty.
  const left = entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
  const outside = (await readdir(around)).filter((one) => one !== 'home')
  await ctx.database.pool.query(`drop database ${name} with (force)`)
  await rm(around, { recursive: true, force: true })
  return { error, left, outside, ms, grown: most - before }
}

async function refused(house: House, tally: Tally, what: string, file: string, by?: string): Promise<void> {
  const { error, left, outside, ms, grown } = await tryRestore(house, file, by)
  tally.check(`${what} is refused`, error instanceof Error, String(error))
  tally.check(`${what} leaves nothing, here or elsewhere`, left.length + outside.length === 0, [
    left,
    outside,
  ])
  tally.check(`${what} costs neither time nor memory`, ms < longestMs && grown < mostMemory, [ms, grown])
}

export const archiveAttacks: readonly Attack[] = [archives]
