import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { buildContext } from '../../src/context.ts'
import { openCredential } from '../../src/modules/channels/accounts/credential.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { createLog } from '../../src/platform/log.ts'
import type { Storage } from '../../src/platform/storage/index.ts'
import { openDoor, password as personal, visitor } from '../people/door.ts'
import type { World } from '../world.ts'
import { allJobs, allRows, backUp, migrationsFolder, putBack } from './copies.ts'
import { fullHouse } from './full-house.ts'

/** What a restore changes on purpose: workers are gone, and one row tells that it happened. */
const without = (rows: Map<string, string[]>) => {
  const kept = new Map(rows)
  kept.delete('workers')
  return kept.set(
    'audit_log',
    (rows.get('audit_log') ?? []).filter((row) => !row.includes('house.restored')),
  )
}

/** Writes the same number into two tables in one transaction, again and again, until told to stop. */
function keepWriting({ ctx, workspaceId }: World) {
  let n = 0
  let wanted = true
  const done = (async () => {
    while (wanted) {
      n++
      const mark = `written-${n}`
      await ctx.db.transaction().execute(async (tx) => {
        await sql`insert into campaigns (workspace_id, name) values (${workspaceId}, ${mark})`.execute(tx)
        await sql`insert into audit_log (workspace_id, actor_kind, actor_name, action, subject_kind)
          values (${workspaceId}, 'system', 'writer', ${mark}, 'test')`.execute(tx)
        await sql`update goals set name = ${mark} where workspace_id = ${workspaceId}`.execute(tx)
      })
    }
  })()
  return {
    count: () => n,
    async stop() {
      wanted = false
      await done
    },
  }
}

const numbersIn = (rows: readonly string[] = []): number[] =>
  rows.map((row) => Number(/written-(\d+)/.exec(row)?.[1] ?? 0)).filter(Boolean)

const digests = async (storage: Storage): Promise<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const key of await storage.list())
    found[key] = createHash('sha256')
      .update(await storage.read(key))
      .digest('hex')
  return found
}

test('what is restored is what was there at one moment, row by row and file by file, though others wrote on', async () => {
  const house = await fullHouse()
  const { ctx, workspaceId } = house
  await sql`insert into goals (workspace_id, name, metric, baseline, target, starts_on, deadline)
    values (${workspaceId}, 'written-0', 'followers', 0, 1, '2026-01-01', '2026-12-31')`.execute(ctx.db)
  const writer = keepWriting(house)
  await expect.poll(() => writer.count()).toBeGreaterThan(20)
  const { path, taken } = await backUp(house)
  const after = writer.count()
  await writer.stop()
  const { home, url, done } = await putBack(path)

  const restored = without(await allRows(url))
  const marks = numbersIn(restored.get('campaigns')).sort((a, b) => a - b)
  const last = marks.length
  expect(last).toBeGreaterThanOrEqual(20)
  expect(last).toBeLessThan(after)
  expect(marks).toEqual(Array.from({ length: last }, (_, n) => n + 1))
  expect(numbersIn(restored.get('audit_log')).sort((a, b) => a - b)).toEqual(marks)
  expect(numbersIn(restored.get('goals'))).toEqual([last])

  const expected = without(await allRows(ctx.database.url))
  expect([...restored.keys()]).toEqual([...expected.keys()])
  for (const [table, rows] of expected) {
    const then = rows.filter((row) => (numbersIn([row])[0] ?? 0) <= last)
    if (table === 'goals') expect(restored.get(table)).toHaveLength(rows.length)
    else expect(restored.get(table), table).toEqual(then)
  }
  const total = [...restored].reduce((sum, [, rows]) => sum + rows.length, 0)
  // One worker, which a restore forgets.
  expect(done).toMatchObject({ tables: taken.tables, rows: total + 1, jobs: 2, migrated: [], leftOut: [] })
  expect(taken.rows).toBe(done.rows)

  expect(await digests(await storageOf(home))).toEqual(await digests(ctx.storage))
  expect(done.media.files).toBeGreaterThanOrEqual(12)
  expect(await readFile(join(home, 'keys.json'))).toEqual(await readFile(join(ctx.config.home, 'keys.json')))
  expect((await stat(join(home, 'keys.json'))).mode & 0o777).toBe(0o600)
  expect(await allJobs(url)).toEqual(await allJobs(ctx.database.url))
}, 120_000)

const storageOf = async (home: string): Promise<Storage> =>
  (await import('../../src/platform/storage/index.ts')).folderStorage(join(home, 'media'))

test('the restored house is lived in: sealed sign-ins open, people sign in, numbers go on', async () => {
  const house = await fullHouse()
  const { path } = await backUp(house)
  const { home, url } = await putBack(path)
  const database = openDatabase(url, 4)
  try {
    expect(await migrate(url, migrationsFolder)).toEqual([])
    const config = readConfig({ CARILLON_HOME: home, LOG_LEVEL: 'silent', DATABASE_URL: url })
    const ctx = await buildContext({
      config,
      database,
      log: createLog('silent'),
      networks: [],
      fetch: globalThis.fetch,
    })
    const sealed = await ctx.db
      .selectFrom('channelCredentials')
      .selectAll()
      .where('channelId', '=', house.channelId)
      .executeTakeFirstOrThrow()
    expect(openCredential(ctx, house.channelId, sealed)).toEqual({ token: 'secret' })
    const guest = visitor(await openDoor({ ...house, ctx }))
    const answer = await guest('POST /sign-in', { email: house.email, password: personal })
    expect(answer.status).toBe(200)
    expect((await guest('GET /me')).body).toMatchObject({ email: house.email })
    // The sign-in was written down: the numbers of rows went on where they had stopped.
    const written = await ctx.db
      .selectFrom('auditLog')
      .select('action')
      .orderBy('id', 'desc')
      .limit(2)
      .execute()
    expect(written.map(({ action }) => action)).toContain('house.restored')
    // Links between tables and what happens by itself are back.
    await expect(
      sql`delete from users; insert into sessions (id, user_id, token, expires_at) values ('1', 'nobody', 't', now())`.execute(
        ctx.db,
      ),
    ).rejects.toThrow(/foreign key/)
  } finally {
    await database.close()
  }
}, 120_000)
