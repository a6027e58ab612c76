import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeArchive } from '../../src/platform/archive/index.ts'
import { putMark, readMark } from '../../src/platform/folder.ts'
import { joinChannel } from '../factories/account.ts'
import { type World, world } from '../world.ts'
import {
  allRows,
  backUp,
  emptyDatabase,
  folder,
  migrationsFolder,
  password,
  putBack,
  quick,
  withClient,
  writeKeys,
} from './copies.ts'

let w: World
let path: string
beforeAll(async () => {
  w = await world({ alone: true, at: 'real' })
  await writeKeys(w.ctx.config.home)
  await joinChannel(w.ctx, w.workspaceId)
  await w.ctx.storage.write('some/picture', Buffer.alloc(200_000, 'picture'))
  path = (await backUp(w)).path
})

/** A restore that has to fail. Answers the home and database, in which there must be nothing after. */
async function refused(file: string, words: RegExp, wish: Parameters<typeof putBack>[1] = {}): Promise<void> {
  const home = await folder()
  const url = await emptyDatabase()
  await expect(putBack(file, { home, databaseUrl: url, ...wish })).rejects.toThrow(words)
  expect(await readdir(home)).toEqual([])
  expect([...(await allRows(url)).keys()]).toEqual([])
}

async function changed(change: (bytes: Buffer) => Buffer): Promise<string> {
  const file = join(await folder(), 'changed')
  await writeFile(file, change(await readFile(path)))
  return file
}

describe('a file that is not right leaves nothing behind', () => {
  test('a wrong password', () =>
    refused(path, /password does not open/, { password: 'violet kettle harbour ten' }))

  test('a flipped byte in the database and in the media', async () => {
    for (const place of [0.1, 0.5, 0.9, 0.9999]) {
      const flip = (bytes: Buffer) => {
        const at = Math.floor(bytes.length * place)
        bytes.writeUInt8(bytes.readUInt8(at) ^ 64, at)
        return bytes
      }
      await refused(await changed(flip), /damaged/)
    }
  })

  test('a file that was cut', async () => {
    for (const share of [0.4, 0.8, 0.99])
      await refused(await changed((bytes) => bytes.subarray(0, Math.floor(bytes.length * share))), /damaged/)
  })

  test('one that somebody put together without a part', async () => {
    const file = join(await folder(), 'short')
    const about = {
      form: 1,
      carillon: '0.1.0',
      takenAt: new Date().toISOString(),
      migrations: [],
      tables: [],
    }
    await writeArchive(
      file,
      password,
      async (archive) => {
        await archive.add('about.json', Buffer.from(JSON.stringify(about)))
        await archive.add('sequences.json', Buffer.from('[]'))
      },
      quick,
    )
    await refused(file, /not whole: its last part is missing/)
  })
})

describe('versions', () => {
  test('a backup of a newer Carillon is refused, by its form and by its migrations', async () => {
    const file = join(await folder(), 'newer')
    const about = Buffer.from(JSON.stringify({ form: 2, carillon: '9.0.0' }))
    await writeArchive(
      file,
      password,
      async (archive) => void (await archive.add('about.json', about)),
      quick,
    )
    await refused(file, /made by a newer Carillon \(9.0.0\)/)

    const older = join(await folder(), 'migrations')
    await mkdir(older)
    await cp(join(migrationsFolder, '0001-house.sql'), join(older, '0001-house.sql'))
    await refused(path, /does not know the migration 0002/, { migrations: older })
  })

  test('a migration that says something else is refused', async () => {
    const other = join(await folder(), 'migrations')
    await cp(migrationsFolder, other, { recursive: true })
    await writeFile(join(other, '0001-house.sql'), 'create table other ()')
    await refused(path, /migration 0001-house.sql of this backup is another/, { migrations: other })
  })

  test('an older backup is brought to the shape of today', async () => {
    const newer = join(await folder(), 'migrations')
    await cp(migrationsFolder, newer, { recursive: true })
    await writeFile(
      join(newer, '0900-later.sql'),
      "alter table workspaces add colour text not null default 'grey'; update workspaces set colour = 'old' where name = 'Test'",
    )
    const { url, done } = await putBack(path, { migrations: newer })
    expect(done.migrated).toEqual(['0900-later.sql'])
    const rows = (await allRows(url)).get('workspaces') ?? []
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain('"colour": "old"')
    expect((await allRows(url)).get('migrations')?.at(-1)).toContain('0900-later.sql')
  })
})

test('what a migration adds is in the next backup by itself', async () => {
  const other = await world({ alone: true, at: 'real' })
  await writeKeys(other.ctx.config.home)
  const folderWithMore = join(await folder(), 'migrations')
  await cp(migrationsFolder, folderWithMore, { recursive: true })
  const { migrate } = await import('../../src/platform/db/migrate.ts')
  await writeFile(
    join(folderWithMore, '0900-more.sql'),
    `alter table workspaces add motto text;
     alter table workspaces add shout text generated always as (upper(motto)) stored;
     create table bells (id bigint generated always as identity primary key, workspace_id uuid references workspaces,
       weight numeric not null, "Odd name" bytea, parent bigint references bells);`,
  )
  await migrate(other.ctx.database.url, folderWithMore)
  await sql`update workspaces set motto = 'ring'`.execute(other.ctx.db)
  await sql`insert into bells (workspace_id, weight, "Odd name") select id, 12.50, '\\x00ff' from workspaces`.execute(
    other.ctx.db,
  )
  await sql`update bells set parent = id`.execute(other.ctx.db)
  const made = await backUp(other)
  const { url } = await putBack(made.path, { migrations: folderWithMore })
  const rows = await allRows(url)
  expect(rows.get('bells')).toEqual((await allRows(other.ctx.database.url)).get('bells'))
  expect(rows.get('workspaces')?.[0]).toContain('"shout": "RING"')
  await withClient(url, async (client) => {
    const { rows: next } = await client.query('insert into bells (weight) values (1) returning id::int')
    expect(next).toEqual([{ id: 2 }])
  })
})

test('a table that somebody made by hand is left out and told; a column is refused', async () => {
  const other = await world({ alone: true, at: 'real' })
  await writeKeys(other.ctx.config.home)
  await sql`create table notes_of_mine (line text)`.execute(other.ctx.db)
  await sql`insert into notes_of_mine values ('one'), (E'two\nlines')`.execute(other.ctx.db)
  const { done, url } = await putBack((await backUp(other)).path)
  expect(done.leftOut).toEqual(['notes_of_mine'])
  expect((await allRows(url)).has('notes_of_mine')).toBe(false)
  await sql`alter table workspaces add mine text`.execute(other.ctx.db)
  await refused(
    (await backUp(other)).path,
    /has the column mine in the table workspaces, which no migration makes/,
  )
})

test('one that was killed after its last row, and before its mark was taken away, had come to its end', async () => {
  const { home, url } = await putBack(path)
  const { rows } = await withClient(url, (client) =>
    client.query<{ id: string }>("select subject_id as id from audit_log where action = 'house.restored'"),
  )
  const mark = { id: rows[0]?.id ?? '', file: path, startedAt: '' }
  await putMark(home, { ...mark, id: 'another' })
  await expect(putBack(path, { home, databaseUrl: url })).rejects.toThrow(/holds tables already/)
  const again = await putBack(path)
  const { rows: own } = await withClient(again.url, (client) =>
    client.query<{ id: string }>("select subject_id as id from audit_log where action = 'house.restored'"),
  )
  await putMark(again.home, { ...mark, id: own[0]?.id ?? '' })
  await expect(putBack(path, { home: again.home, databaseUrl: again.url })).rejects.toThrow(
    /had come to its end/,
  )
  expect(await readMark(again.home)).toBe(null)
  expect(await readdir(again.home)).toContain('keys.json')
})

test('a restore that is stopped takes away again what it has put down', async () => {
  const stop = new AbortController()
  const home = await folder()
  const say = (words: string) => {
    if (words.includes('  workspaces:')) stop.abort(new Error('Asked to stop'))
  }
  await expect(putBack(path, { home, say, signal: stop.signal })).rejects.toThrow('Asked to stop')
  expect(await readdir(home)).toEqual([])
})

test('whoever owns the database may restore into it; nothing more is needed', async () => {
  const url = await emptyDatabase()
  const { pathname } = new URL(url)
  const name = pathname.slice(1)
  await withClient(url, (client) =>
    client.query(`create role ${name} login password 'plain'; alter database ${name} owner to ${name}`),
  )
  const own = new URL(url)
  own.username = name
  own.password = 'plain'
  const { done } = await putBack(path, { databaseUrl: own.href })
  expect(done.rows).toBeGreaterThan(5)
  expect((await allRows(url)).get('channels')).toHaveLength(1)
})

describe('nothing is written over', () => {
  test('a home in which something is', async () => {
    for (const part of ['keys.json', 'media/some/file', 'postgres/data/PG_VERSION']) {
      const home = await folder()
      await mkdir(join(home, part, '..'), { recursive: true })
      await writeFile(join(home, part), 'mine')
      await expect(putBack(path, { home })).rejects.toThrow(
        /holds .* already, and a restore never writes over/,
      )
      expect(await readFile(join(home, part), 'utf8')).toBe('mine')
      expect(await readMark(home)).toBe(null)
    }
  })

  test('a database in which something is', async () => {
    const url = await emptyDatabase()
    await withClient(url, (client) => client.query('create table mine (line text)'))
    await expect(putBack(path, { databaseUrl: url })).rejects.toThrow(/holds tables already/)
    const { url: full } = await putBack(path)
    await expect(putBack(path, { databaseUrl: full })).rejects.toThrow(/holds tables already/)
  })

  test('an empty media folder is no reason to refuse: it may be a disk of its own', async () => {
    const home = await folder()
    await mkdir(join(home, 'media'))
    await putBack(path, { home })
    expect(await readdir(join(home, 'media'))).toEqual(['some'])
  })
})
