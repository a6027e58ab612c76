import { once } from 'node:events'
import { chmod, mkdir, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcp } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'

import { readConfig } from '../../src/config.ts'
import { asTable, examine, type Finding, type Patient } from '../../src/modules/running/doctor/index.ts'
import { checkProgram } from '../../src/modules/running/doctor/program.ts'
import { clockFinding } from '../../src/modules/running/doctor/store.ts'
import { readMigrations } from '../../src/platform/db/migrate.ts'
import { putMark } from '../../src/platform/folder.ts'
import { joinChannel } from '../factories/account.ts'
import { planText } from '../factories/delivery.ts'
import { type World, world } from '../world.ts'
import { folder, migrationsFolder, writeKeys } from './copies.ts'

let w: World
const closing: (() => unknown)[] = []
beforeAll(async () => {
  w = await world({ alone: true, at: 'real' })
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function patient(change: Partial<Patient> = {}, env: Record<string, string> = {}): Promise<Patient> {
  const home = w.ctx.config.home
  await chmod(home, 0o755)
  await writeKeys(home)
  return {
    config: readConfig({ CARILLON_HOME: home, LOG_LEVEL: 'silent', ...env }),
    open: async () => ({ database: w.ctx.database, close: async () => {} }),
    migrations: await readMigrations(migrationsFolder),
    fetch: globalThis.fetch,
    now: new Date(),
    timeFrom: null,
    ...change,
  }
}

/** What is said under one name; each level only once. */
async function found(check: string, one: Partial<Patient> = {}, env: Record<string, string> = {}) {
  const { findings } = await examine(await patient(one, env))
  return findings.filter((finding) => finding.check === check).map(({ level, words }) => `${level}: ${words}`)
}

const live = () =>
  sql`insert into workers (id, version, lease_until) values ('doctor', 't', now() + interval '1 hour')`.execute(
    w.ctx.db,
  )

test('a house that is well has nothing wrong', async () => {
  await live()
  closing.push(() => sql`delete from workers`.execute(w.ctx.db))
  const diagnosis = await examine(await patient())
  expect(diagnosis.findings.filter(({ level }) => level === 'wrong')).toEqual([])
  const names = diagnosis.findings.map(({ check }) => check)
  for (const name of [
    'program',
    'home',
    'disk',
    'keys',
    'database',
    'schema',
    'search',
    'clock',
    'workers',
    'queue',
    'jobs',
    'channels',
    'address',
    'mail',
    'backup',
  ])
    expect(names).toContain(name)
  expect(asTable(diagnosis)).toMatch(/^ok {5}schema {4}0\d{3}-/m)
})

describe('home', () => {
  test('what others may read or write, and what is missing', async () => {
    const { home } = w.ctx.config
    const config = (await patient()).config
    await chmod(join(home, 'keys.json'), 0o644)
    const { findings } = await examine({ ...(await patient()), config })
    // `patient` wrote the keys anew; the mode of a file that is there stays.
    expect(findings).toContainEqual(expect.objectContaining({ check: 'keys', level: 'wrong' }))
    await chmod(join(home, 'keys.json'), 0o600)
    expect(await found('keys')).toEqual(['ok: The key file can be read by its owner alone'])

    const other = await folder()
    await mkdir(join(other, 'postgres'))
    expect(await found('keys', { config: readConfig({ CARILLON_HOME: other }) })).toEqual([
      expect.stringMatching(/^wrong: .*is missing: no joined account opens/),
    ])
    await chmod(other, 0o777)
    expect(await found('home', { config: readConfig({ CARILLON_HOME: other }) })).toEqual([
      expect.stringMatching(/^look: Others on this machine may write/),
    ])
    await putMark(other, { id: '1', file: 'f', startedAt: '' })
    expect(await found('home', { config: readConfig({ CARILLON_HOME: other }) })).toEqual([
      expect.stringMatching(/^wrong: A restore into .* has not come to its end/),
    ])
  })
})

describe('database', () => {
  test('one that does not answer is one sentence, and the rest is looked at all the same', async () => {
    const open = () => Promise.reject(new Error('The database does not answer'))
    const { findings } = await examine(await patient({ open }))
    expect(findings).toContainEqual({
      check: 'database',
      level: 'wrong',
      words: 'The database does not answer',
    })
    expect(findings.map(({ check }) => check)).toContain('mail')
  })

  test('migrations that are missing, and those of a newer version', async () => {
    const ours = await readMigrations(migrationsFolder)
    const later = { name: '0999-later.sql', sql: '', digest: '' }
    expect(await found('schema', { migrations: [...ours, later] })).toEqual([
      'look: Migrations have not run yet: 0999-later.sql. Make a backup, then start this version, which runs them.',
    ])
    expect(await found('schema', { migrations: ours.slice(0, -1) })).toEqual([
      expect.stringMatching(/^wrong: The database was made by a newer Carillon/),
    ])
  })

  test('clocks that differ', () => {
    expect(clockFinding('clock', 40, 'x').level).toBe('ok')
    expect(clockFinding('clock', -1500, 'x').level).toBe('look')
    expect(clockFinding('clock', 60_000, 'x')).toMatchObject({
      level: 'wrong',
      words: expect.stringMatching(/60000 ms apart/),
    })
  })
})

describe('work', () => {
  test('no worker is worth a look, and wrong once something is due; a queue that stands is told with its age', async () => {
    expect(await found('workers')).toEqual([expect.stringMatching(/^look: None lives/)])
    const channelId = await joinChannel(w.ctx, w.workspaceId)
    const id = await planText(w, channelId, 'hello', new Date(Date.now() + 3_600_000))
    const due = (minutes: number) =>
      sql`update deliveries set next_at = now() - ${minutes} * interval '1 minute' where id = ${id}`.execute(
        w.ctx.db,
      )
    expect(await found('queue')).toEqual(['ok: Nothing that is due waits'])
    await due(5)
    expect(await found('queue')).toEqual([expect.stringMatching(/^look: .*waited for 5 minutes/)])
    await due(180)
    expect(await found('queue')).toEqual([expect.stringMatching(/^wrong: .*waited for 3 hours/)])
    expect(await found('workers')).toEqual([expect.stringMatching(/^wrong: None lives/)])
    // A queue that a person holds is not late.
    await sql`update channels set state = 'paused' where id = ${channelId}`.execute(w.ctx.db)
    expect(await found('queue')).toEqual(['ok: Nothing that is due waits'])
    expect(await found('channels')).toContainEqual(expect.stringMatching(/^look: 1 are paused/))
  })

  test('jobs that wait too long, and those that were given up', async () => {
    await sql`select graphile_worker.add_job('mail', '{}', run_at => now() - interval '2 hours')`.execute(
      w.ctx.db,
    )
    expect(await found('jobs')).toEqual([expect.stringMatching(/^wrong: The oldest job .* 2 hours/)])
    await sql`update graphile_worker._private_jobs set attempts = max_attempts`.execute(w.ctx.db)
    expect(await found('jobs')).toEqual([
      'ok: 0 wait for their time',
      'look: 1 failed too often and are not tried again, such as mail; the log says why.',
    ])
    await sql`delete from graphile_worker._private_jobs`.execute(w.ctx.db)
  })
})

test('sign-ins that end, and channels that must be joined again', async () => {
  const of = async (days: number) => {
    const id = await joinChannel(w.ctx, w.workspaceId)
    await sql`update channel_credentials set expires_at = now() + ${days * 24} * interval '1 hour' where channel_id = ${id}`.execute(
      w.ctx.db,
    )
    await sql`update channels set name = ${`in ${days} days`} where id = ${id}`.execute(w.ctx.db)
    return id
  }
  for (const days of [60, 13, 6, 0.9, -1]) await of(days)
  const broken = await of(50)
  await sql`update channels set name = 'broken', state = 'reconnect', state_words = 'The password was changed.' where id = ${broken}`.execute(
    w.ctx.db,
  )
  const said = await found('channels')
  const about = (name: string) => said.filter((words) => words.includes(name))
  expect(about('in 60 days')).toEqual([])
  expect(about('in 13 days')[0]).toMatch(/^look: .*The sign-in ends on/)
  expect(about('in 6 days')[0]).toMatch(/^look: /)
  expect(about('in 0.9 days')[0]).toMatch(/^wrong: /)
  expect(about('in -1 days')[0]).toMatch(/^wrong: .*The sign-in ended on/)
  expect(about('broken')[0]).toMatch(/^wrong: .*The password was changed. Sign in again/)
})

describe('outside', () => {
  test('addresses that do not fit what stands in front', async () => {
    const https = { CARILLON_URL: 'https://social.example.com' }
    expect(await found('address')).toEqual([expect.stringMatching(/^ok: .*for this machine alone/)])
    expect(await found('address', {}, { HOST: '0.0.0.0' })).toEqual([
      expect.stringMatching(/^look: .*Set CARILLON_URL/),
    ])
    expect(await found('address', {}, { CARILLON_URL: 'http://social.example.com' })).toEqual([
      expect.stringMatching(/^look: .*not encrypted/),
    ])
    expect(await found('address', {}, https)).toEqual([
      expect.stringMatching(/^look: .*CARILLON_TRUST_PROXY is 0/),
    ])
    expect(await found('address', {}, { ...https, CARILLON_TRUST_PROXY: '1', HOST: '0.0.0.0' })).toEqual([
      expect.stringMatching(/^look: HOST=0.0.0.0/),
    ])
    expect(await found('address', {}, { ...https, CARILLON_TRUST_PROXY: '1' })).toEqual([
      'ok: https://social.example.com, behind a proxy',
    ])
  })

  test('a mail server that lets us in, and one that does not answer', async () => {
    const server = createTcp((socket) => {
      socket.on('error', () => {})
      socket.write('220 mail ready\r\n')
      socket.on('data', (line) => socket.write(/^QUIT/i.test(String(line)) ? '221 bye\r\n' : '250 mail\r\n'))
    }).listen(0, '127.0.0.1')
    closing.push(() => server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    expect(await found('mail', {}, { SMTP_URL: `smtp://127.0.0.1:${port}` })).toEqual([
      'ok: The mail server lets us in',
    ])
    expect(await found('mail', {}, { SMTP_URL: 'smtp://127.0.0.1:1' })).toEqual([
      expect.stringMatching(/^wrong: The mail server refuses us \(.*ECONNREFUSED/),
    ])
  })

  test("another's clock is asked only when it is named", async () => {
    let asked = 0
    const server = createServer((_, answer) => {
      asked++
      answer.setHeader('date', new Date(Date.now() - 120_000).toUTCString()).end()
    }).listen(0, '127.0.0.1')
    closing.push(() => server.close())
    await once(server, 'listening')
    expect(await found('time')).toEqual([])
    expect(asked).toBe(0)
    const timeFrom = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    expect(await found('time', { timeFrom })).toEqual([
      expect.stringMatching(/^wrong: .*that of 127.0.0.1:\d+ are 1[12]\d{4} ms apart/),
    ])
    expect(asked).toBe(1)
  })
})

test('the age of the newest backup', async () => {
  const at = await folder()
  const env = { CARILLON_BACKUP_FOLDER: at }
  expect(await found('backup')).toEqual([expect.stringMatching(/^look: There is no backup in .*\/backups/)])
  const only = async () => (await found('backup', {}, env))[0]
  expect(await only()).toMatch(/^wrong: There is no backup in/)
  const file = join(at, 'before-the-move.tar.age')
  await writeFile(file, '')
  expect(await only()).toMatch(/^ok: /)
  const aged = async (days: number) => {
    const then = new Date(Date.now() - days * 86_400_000)
    await utimes(file, then, then)
    return only()
  }
  expect(await aged(3)).toMatch(/^look: .* 3 days old/)
  expect(await aged(9)).toMatch(/^wrong: /)
})

test('a Node that is too old is told', () => {
  const level = (node: string): Finding['level'] => checkProgram(node).level
  expect([level('22.17.0'), level('20.19.0'), level('22.18.0'), level('24.1.0')]).toEqual([
    'wrong',
    'wrong',
    'ok',
    'ok',
  ])
})
