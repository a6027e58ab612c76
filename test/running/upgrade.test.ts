import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, inject, test } from 'vitest'
import { dumpSchema } from '../../scripts/schema/dump.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { migrate, readMigrations } from '../../src/platform/db/migrate.ts'
import { migrateJobs } from '../../src/platform/jobs/index.ts'
import { openDoor, visitor } from '../people/door.ts'
import { admin, withDatabase } from '../postgres.ts'
import { world } from '../world.ts'

const migrations = join(import.meta.dirname, '../../migrations')
const fixtures = join(import.meta.dirname, 'upgrade')
const files = await readMigrations(migrations)
const older = files.slice(0, -1).map(({ name }) => name)

const undo: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const step of undo.reverse()) await step()
  // A database for each schema that was ever released.
}, 120_000)

async function freshDatabase(): Promise<string> {
  const url = inject('postgresUrl')
  const name = `upgrade_${randomBytes(4).toString('hex')}`
  await admin(url, `create database ${name}`)
  undo.push(() => admin(url, `drop database ${name} with (force)`))
  return withDatabase(url, name)
}

async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

/** The house as it was when `last` was the newest migration, with all the data that there was a place for by then. */
async function houseOf(last: string): Promise<string> {
  const url = await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'carillon-old-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  const some = files.map(({ name }) => name).filter((name) => name <= last)
  for (const name of some) await copyFile(join(migrations, name), join(folder, name))
  await migrate(url, folder)
  const data = (await readdir(fixtures)).sort().filter((name) => name.slice(0, 4) <= last.slice(0, 4))
  await withClient(url, async (client) => {
    for (const name of data) await client.query(await readFile(join(fixtures, name), 'utf8'))
  })
  return url
}

test('every table that a migration has made is filled from then on', async () => {
  const url = await houseOf(files.at(-1)?.name ?? '')
  const contents = await contentsOf(url)
  // Tables of later migrations join when they have data of theirs in `upgrade/`.
  const made = files
    .slice(3, 8)
    .flatMap(({ sql }) => [...sql.matchAll(/^create table (\w+)/gm)].map(([, name]) => name))
  expect(made).toContain('audit_chains')
  expect(made.filter((name) => contents.get(name ?? '')?.length === 0)).toEqual([])
})

test('a key that was narrowed, and its secret before, go on as they were', async () => {
  const url = await houseOf(files.at(-1)?.name ?? '')
  const database = openDatabase(url, 5)
  undo.push(() => database.close())
  await migrateJobs(database)
  const server = await openDoor(await world({ database }))
  for (const secret of ['narrow', 'before']) {
    const reader = visitor(server, { authorization: `Bearer crl_upgrade-${secret}` })
    expect((await reader('GET /posts')).status, secret).toBe(200)
    const post = { content: { parts: [{ text: 'Not by this key.' }] } }
    expect((await reader('POST /posts', post)).status, secret).toBe(403)
  }
})

test('of two passwords that a person was given at once the later goes on', async () => {
  const url = await houseOf('0014-moves.sql')
  const given = `insert into sign_in_accounts (id, user_id, account_id, provider_id, password, updated_at) values
    ('b', 'ieva', 'ieva', 'credential', 'earlier', '2030-01-01T08:00:00.000Z'),
    ('a', 'ieva', 'ieva', 'credential', 'later', '2030-01-01T08:00:00.001Z')`
  await withClient(url, (client) => client.query(given))
  await migrate(url, migrations)
  const { rows } = await withClient(url, (client) =>
    client.query("select password from sign_in_accounts where user_id = 'ieva'"),
  )
  expect(rows).toEqual([{ password: 'later' }])
})

test('an account that was found through two servers is one suspect from then on, with what people said of either', async () => {
  const url = await houseOf('0026-plan-templates.sql')
  const suspect = (id: string, remoteId: string, handle: string, verdict: string, run: number) => `
    insert into suspects (id, workspace_id, network, remote_id, handle, name, bio, url, facts, points, signals, verdict,
      first_run, last_run, first_seen_at, last_seen_at)
    select '00000000-0000-7000-8000-00000000000${id}', w.id, 'mastodon', '${remoteId}', '${handle}', 'Theirs', '', '', '{}', 70, '[]',
      ${verdict}, ${run}, ${run}, '2030-01-0${run}', '2030-01-0${run}'
    from (select id from workspaces order by id limit 1) w`
  await withClient(url, async (client) => {
    await client.query(suspect('1', '7', '@Fake@one.example', "'impostor'", 1))
    await client.query(suspect('2', '99', '@fake@one.example', 'null', 2))
    await client.query(suspect('3', '8', '@other@one.example', 'null', 3))
    await client.query(`
      insert into presence_verdicts (workspace_id, subject_kind, subject_id, verdict)
      select workspace_id, 'suspect', id, case when remote_id = '7' then 'impostor' else 'undecided' end
      from suspects where remote_id in ('7', '99')`)
    await client.query(`
      insert into presence_evidence (workspace_id, suspect_id, taken_at, body, digest)
      select workspace_id, id, now(), '{}', remote_id from suspects where remote_id = '99'`)
  })
  await migrate(url, migrations)
  const read = async (query: string) => (await withClient(url, (client) => client.query(query))).rows
  expect(await read('select account, first_run, last_run from suspects order by account')).toEqual([
    { account: 'fake@one.example', first_run: 1, last_run: 2 },
    { account: 'other@one.example', first_run: 3, last_run: 3 },
  ])
  const ofOne = "join suspects s on s.account = 'fake@one.example' and s.id"
  expect(await read(`select count(*)::int as n from presence_verdicts v ${ofOne} = v.subject_id`)).toEqual([
    { n: 2 },
  ])
  expect(await read(`select e.digest from presence_evidence e ${ofOne} = e.suspect_id`)).toEqual([
    { digest: '99' },
  ])
})

type Row = Record<string, unknown>

/** Every row of every table. */
const contentsOf = (url: string): Promise<Map<string, Row[]>> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations'",
    )
    const contents = new Map<string, Row[]>()
    for (const { name } of rows) {
      const found = await client.query<{ row: Row }>(`select to_jsonb(t) as row from ${name} t`)
      contents.set(
        name,
        found.rows.map(({ row }) => row),
      )
    }
    return contents
  })

let kept: Promise<string> | undefined
/** What a house has that begins today. */
const schemaNow = (): Promise<string> => {
  kept ??= freshDatabase().then(async (url) => {
    await migrate(url, migrations)
    return withClient(url, dumpSchema)
  })
  return kept
}

/** Houses that have been brought here, by where they had stopped. */
const upgraded = new Map<string, string>()

test.each(older)('a house that stopped at %s goes on with everything that was in it', async (last) => {
  const url = await houseOf(last)
  const before = await contentsOf(url)
  expect([...before.values()].flat().length).toBeGreaterThan(15)
  const applied = await migrate(url, migrations)
  expect(applied).toEqual(files.map(({ name }) => name).filter((name) => name > last))
  const after = await contentsOf(url)
  for (const [table, rows] of before)
    for (const row of rows) expect(after.get(table), table).toContainEqual(expect.objectContaining(row))

  expect(await withClient(url, dumpSchema)).toBe(await schemaNow())
  upgraded.set(last, url)
})

test.each(older)('what stopped at %s is lived in again', async (last) => {
  const url = upgraded.get(last)
  if (!url) throw new Error('It was not brought here')
  const database = openDatabase(url, 5)
  undo.push(() => database.close())
  await migrateJobs(database)
  const w = await world({ database })
  const shop = visitor(await openDoor(w), { authorization: 'Bearer crl_upgrade-test' })
  expect((await shop('GET /workspace')).body).toMatchObject({ name: 'Riga Bakery', role: 'owner' })
  const { items } = (await shop('GET /posts')).body as { items: Row[] }
  expect(JSON.stringify(items)).toContain('Maize ir gatava.')
  expect(JSON.stringify(items)).toContain('ขนมปังอบใหม่')
  const [delivery] = (await shop('GET /deliveries')).body.items as Row[]
  expect(delivery).toMatchObject({ state: 'published' })
  for (const call of [
    'GET /goals',
    'GET /slots',
    'GET /channels',
    'GET /publications',
    'GET /campaigns',
  ] as const) {
    const { status, body } = await shop(call)
    expect([call, status]).toEqual([call, 200])
    expect(body.items, call).toHaveLength(1)
  }
  if (last >= '0005')
    // Made in the same millisecond, so either may come first.
    expect((await shop('GET /invitations')).body.items).toEqual(
      expect.arrayContaining(
        ['anna@example.com', 'karlis@example.com'].map((email) => expect.objectContaining({ email })),
      ),
    )
  await w.runJobs()
  expect(JSON.stringify((await shop('GET /audit')).body)).toContain('Ieva Kalniņa')
  const post = { content: { parts: [{ text: 'Written after.' }] } }
  expect((await shop('POST /posts', post)).status).toBe(201)
})
