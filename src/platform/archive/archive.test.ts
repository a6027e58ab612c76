import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileSource, readArchive } from './read.ts'
import { readOpenArchive } from './read-open.ts'
import { type Part, writeArchive, writeOpenArchive } from './write.ts'

const password = 'violet kettle harbour nine'
const quick = { work: 4 }
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-archive-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const large = Buffer.alloc(300_000, 'carillon ')

async function write(name: string): Promise<{ path: string; parts: Part[] }> {
  const path = join(folder, name)
  const parts: Part[] = []
  await writeArchive(
    path,
    password,
    async (archive) => {
      parts.push(await archive.add('first.json', Buffer.from('{}')))
      parts.push(await archive.add(`media/${'a'.repeat(36)}/${'b'.repeat(64)}`, large))
      parts.push(await archive.add('empty', Buffer.alloc(0)))
    },
    quick,
  )
  return { path, parts }
}

async function read(path: string, by = password): Promise<Part[]> {
  const parts: Part[] = []
  for await (const part of readArchive(fileSource(path), by)) {
    for await (const _ of part.body);
    parts.push(part.seen())
  }
  return parts
}

test('what was put in comes out, in its order, with its digests', async () => {
  const { path, parts } = await write('whole')
  expect(await read(path)).toEqual(parts)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('nothing of it stands in the file as it was', async () => {
  const { path } = await write('closed')
  const bytes = await readFile(path)
  expect(bytes.includes('first.json')).toBe(false)
  expect(bytes.includes('carillon carillon')).toBe(false)
})

test('a wrong password and another kind of file are told apart', async () => {
  const { path } = await write('locked')
  await expect(read(path, 'violet kettle harbour ten')).rejects.toThrow(/password does not open/)
  await writeFile(join(folder, 'letter'), 'Dear friend,\n')
  await expect(read(join(folder, 'letter'))).rejects.toThrow(/no backup of Carillon/)
  await expect(read(join(folder, 'nowhere'))).rejects.toThrow(/cannot be read \(ENOENT\)/)
})

test('one flipped byte is noticed, wherever it is', async () => {
  const { path } = await write('flipped')
  const whole = await readFile(path)
  const places = [whole.length - 1, whole.length - 20, whole.length >> 1, 70_000, 250]
  for (const place of places) {
    const bytes = Buffer.from(whole)
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place)
    await writeFile(path, bytes)
    await expect(read(path), `at ${place} of ${whole.length}`).rejects.toThrow(/damaged/)
  }
})

test('a file that was cut is noticed, also between two chunks', async () => {
  const { path } = await write('cut')
  const whole = await readFile(path)
  const header = whole.indexOf('\n', whole.indexOf('\n---')) + 1
  const chunk = 65_536 + 16
  for (const length of [whole.length - 1, header + 16 + chunk * 2, header + 16 + chunk, header + 16, 300]) {
    await writeFile(path, whole.subarray(0, length))
    await expect(read(path), `${length} of ${whole.length}`).rejects.toThrow(/damaged/)
  }
})

test('chunks that change places are noticed', async () => {
  const { path } = await write('turned')
  const whole = await readFile(path)
  const from = whole.indexOf('\n', whole.indexOf('\n---')) + 1 + 16
  const chunk = 65_536 + 16
  const turned = Buffer.concat([
    whole.subarray(0, from),
    whole.subarray(from + chunk, from + 2 * chunk),
    whole.subarray(from, from + chunk),
    whole.subarray(from + 2 * chunk),
  ])
  await writeFile(path, turned)
  await expect(read(path)).rejects.toThrow(/damaged/)
})

test('when the filling fails or is broken off, nothing is left', async () => {
  const path = join(folder, 'unfinished')
  const half = writeArchive(
    path,
    password,
    async (archive) => {
      await archive.add('first', large)
      throw new Error('The database went away')
    },
    quick,
  )
  await expect(half).rejects.toThrow('The database went away')
  const stop = new AbortController()
  const broken = writeArchive(
    path,
    password,
    async (archive) => {
      for (let n = 0; ; n++) {
        await archive.add(`part-${n}`, large)
        if (n === 50) stop.abort(new Error('Asked to stop'))
      }
    },
    { ...quick, signal: stop.signal },
  )
  await expect(broken).rejects.toThrow()
  expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([])
})

test('what the disk refuses is told in a sentence', async () => {
  const full = writeArchive('/dev/full/backup', password, async () => {}, quick)
  await expect(full).rejects.toThrow(/could not be written \(E[A-Z]+\)/)
})

test('what is there already is never written over', async () => {
  const { path } = await write('kept')
  await expect(writeArchive(path, password, async () => {}, quick)).rejects.toThrow(/There is a file/)
})

test('halves of the dead are cleared, known by their age; one that still grows stays, whoever writes it', async () => {
  const long = new Date(Date.now() - 86_400_000)
  for (const name of ['.old.999999999.part', `.old.${crypto.randomUUID()}.part`, 'old.1.part']) {
    await writeFile(join(folder, name), 'half')
    await utimes(join(folder, name), long, long)
  }
  await writeFile(join(folder, '.young.999999999.part'), 'half')
  await write('next')
  const names = await readdir(folder)
  expect(names.filter((name) => name.endsWith('.part')).sort()).toEqual([
    '.young.999999999.part',
    'old.1.part',
  ])
})

test('two who write the same name at once are no half of each other', async () => {
  const path = join(folder, 'both')
  const ends = await Promise.allSettled(
    [1, 2].map((n) =>
      writeArchive(path, password, async (archive) => void (await archive.add(`part-${n}`, large)), quick),
    ),
  )
  const written = ends.filter(({ status }) => status === 'fulfilled')
  expect(written.length).toBeGreaterThan(0)
  expect(await read(path)).toHaveLength(1)
})

test('an open archive that has more parts or bytes than it may is not read on', async () => {
  const path = join(folder, 'open')
  await writeOpenArchive(path, async (archive) => {
    for (const name of ['one', 'two', 'three']) await archive.add(name, large)
  })
  const count = async (most: { bytes: number; parts: number }): Promise<number> => {
    let parts = 0
    for await (const part of readOpenArchive(path, { most })) {
      for await (const _ of part.body);
      parts++
    }
    return parts
  }
  expect(await count({ bytes: 1_000_000, parts: 3 })).toBe(3)
  await expect(count({ bytes: 1_000_000, parts: 2 })).rejects.toThrow(/more than 2 parts/)
  await expect(count({ bytes: 700_000, parts: 3 })).rejects.toThrow(/more than 700000 bytes when unpacked/)
})
