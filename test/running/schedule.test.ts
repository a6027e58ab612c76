import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { fileSpot, folderFor, folderPlace, takeChecked } from '../../src/modules/running/backup/index.ts'
import { verifyBackup } from '../../src/modules/running/backup/verify.ts'
import { examine } from '../../src/modules/running/doctor/index.ts'
import type { End } from '../../src/modules/running/schedule/command.ts'
import { backUpByClock } from '../../src/modules/running/schedule/service.ts'
import { alone } from '../../src/platform/db/alone.ts'
import { findEmbedded } from '../../src/platform/db/embedded.ts'
import type { Letter } from '../../src/platform/mail/index.ts'
import { person } from '../people/door.ts'
import { makeOwner, startProgram } from '../program.ts'
import { type World, world } from '../world.ts'
import { carillon, locked } from './commands.ts'
import { backUp, folder, password, quick, withClient, writeKeys } from './copies.ts'

const env = { CARILLON_BACKUP_AT: '03:30', ...locked }

describe('settings', () => {
  const read = (own: Record<string, string>) => readConfig({ CARILLON_HOME: '/x', ...own })

  test('a time of day, and how many stay', () => {
    expect(read({ CARILLON_BACKUP_AT: '03:05', CARILLON_BACKUP_KEEP: '12m 7d' })).toMatchObject({
      backupAt: { hour: 3, minute: 5 },
      backupKeep: { days: 7, weeks: 0, months: 12 },
    })
    expect(read({})).toMatchObject({ backupAt: null, backupKeep: { days: 7, weeks: 4, months: 12 } })
  })

  test('what cannot be meant is refused with a sentence', () => {
    for (const at of ['24:00', '3', '03:60', '@daily'])
      expect(() => read({ CARILLON_BACKUP_AT: at }), at).toThrow(/a time of day such as 03:30/)
    for (const keep of ['', '0d', '7', '7d 7d', '7d,4w', '7d 4w 12m 1y', '-1d'])
      expect(() => read({ CARILLON_BACKUP_KEEP: keep }), keep).toThrow(/days, weeks and months such as/)
  })
})

describe('taken and read again', () => {
  let w: World
  beforeEach(async () => {
    w = await world({ alone: true, at: 'real' })
    await writeKeys(w.ctx.config.home)
  })

  test('old ones go after the new one was read to its end', async () => {
    const at = await folder()
    const old = ['carillon-2020-01-01-000000Z.tar.age', 'carillon-2020-01-02-000000Z.tar.age']
    for (const name of old) await writeFile(join(at, name), '')
    const { config, database, storage } = w.ctx
    const name = 'carillon-2030-01-01-000000Z.tar.age'
    const keep = { days: 2, weeks: 0, months: 0 }
    const source = { home: config.home, database, storage }
    const taken = await takeChecked(source, { place: folderPlace(at), name }, password, keep, () => {}, quick)
    expect(taken.removed).toEqual([old[0]])
    expect((await readdir(at)).sort()).toEqual([old[1], name])
  })

  test('one that does not read as it was written does not stay, and the old ones do', async () => {
    const at = await folder()
    const old = 'carillon-2020-01-01-000000Z.tar.age'
    await writeFile(join(at, old), '')
    const { config, database, storage } = w.ctx
    const name = 'carillon-2030-01-01-000000Z.tar.age'
    const file = join(at, name)
    const keep = { days: 1, weeks: 0, months: 0 }
    const source = { home: config.home, database, storage }
    const { writeFileSync } = await import('node:fs')
    // A disk that forgets: between the writing and the reading nothing is left of it.
    const say = (words: string) => {
      if (words.startsWith('Reading')) writeFileSync(file, randomBytes(1000))
    }
    await expect(
      takeChecked(source, { place: folderPlace(at), name }, password, keep, say, quick),
    ).rejects.toThrow(/is no backup/)
    expect(await readdir(at)).toEqual([old])
  })

  test('a flipped byte and a missing end are noticed wherever they are', async () => {
    const { path } = await backUp(w)
    expect(await verifyBackup(fileSpot(path).source, password)).toMatchObject({ keys: ['keys/keys.json'] })
    const file = await open(path, 'r+')
    try {
      const { size } = await file.stat()
      const place = Math.floor(size / 2)
      const { buffer } = await file.read(Buffer.alloc(1), 0, 1, place)
      await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, place)
      await expect(verifyBackup(fileSpot(path).source, password)).rejects.toThrow(/is damaged/)
      await file.write(buffer, 0, 1, place)
      await file.truncate(size - 1)
      await expect(verifyBackup(fileSpot(path).source, password)).rejects.toThrow(/is damaged/)
    } finally {
      await file.close()
    }
  })

  test('only one is made at a time in the whole house', async () => {
    const end = await alone(w.ctx.database, 'backup', () => alone(w.ctx.database, 'backup', async () => 1))
    expect(end).toBeNull()
    expect(await alone(w.ctx.database, 'backup', async () => 1)).toBe(1)
  })
})

describe('what comes of it', () => {
  let w: World
  let letters: Letter[]
  beforeEach(async () => {
    letters = []
    w = await world({ alone: true, env })
    w.ctx.mail = { ready: true, send: async (letter) => void letters.push(letter) }
    await person(w, w, 'owner')
    await person(w, w, 'manager')
  })
  const ends = (how: End['how'], words = '{}') => backUpByClock(w.ctx, 0, async () => ({ how, words }))
  const notes = () => w.ctx.db.selectFrom('notifications').select(['kind', 'facts', 'resolvedAt']).execute()
  const asked = async () =>
    (
      await w.ctx.database.pool.query(
        `select j.run_at as at, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t
          on t.id = j.task_id where t.identifier = 'running.scheduled-backup'`,
      )
    ).rows

  test('a failure is told to the owners, in the app and by letter, and tried again; a backup ends the trouble', async () => {
    await ends('failed', 'The disk is full.')
    expect(await notes()).toEqual([
      { kind: 'backup.failed', facts: { words: 'The disk is full.' }, resolvedAt: null },
    ])
    expect(await asked()).toEqual([{ at: new Date('2030-01-01T08:10:00Z'), payload: { again: 1 } }])
    await w.ctx.database.pool.query(`delete from graphile_worker._private_jobs where key = 'backup again'`)
    w.clock.on(60_000)
    await w.runJobs()
    expect(letters).toHaveLength(1)
    expect(letters[0]?.text).toContain('The backup of this Carillon failed: The disk is full.')
    await ends('done')
    expect(await notes()).toEqual([expect.objectContaining({ resolvedAt: expect.any(Date) })])
  })

  test('after three more tries the next night has its turn', async () => {
    await backUpByClock(w.ctx, 3, async () => ({ how: 'failed', words: 'No.' }))
    expect(await asked()).toEqual([])
  })

  test('who gives way says nothing, and a stop leaves the job to the next worker', async () => {
    await ends('gave way')
    await expect(ends('stopped')).rejects.toThrow(/broken off/)
    expect(await notes()).toEqual([])
  })

  test('the doctor holds the newest against the schedule, and misses the password', async () => {
    const at = await folder()
    const words = async (own: Record<string, string>) => {
      const config = readConfig({ CARILLON_HOME: w.ctx.config.home, CARILLON_BACKUP_FOLDER: at, ...own })
      const now = new Date('2030-01-03T12:00:00Z')
      const patient = { config, migrations: [], fetch: w.ctx.fetch, now, timeFrom: null }
      const { findings } = await examine({ ...patient, open: async () => null })
      return findings
        .filter(({ check }) => check === 'backup')
        .map(({ level, words }) => `${level}: ${words}`)[0]
    }
    expect(await words({ CARILLON_BACKUP_AT: '03:30' })).toMatch(
      /^wrong: CARILLON_BACKUP_AT is set, but no backup can be made. .* set CARILLON_BACKUP_PASSWORD/,
    )
    expect(await words(env)).toMatch(/^wrong: There is no backup .* The next is due at 03:30 UTC/)
    const expected = [
      ['2030-01-01-033000', /^wrong: .* 2 days old. One is due every day/],
      ['2030-01-02-033000', /^look: .* 33 hours old. One is due every day/],
      ['2030-01-03-033000', /^ok: .* 9 hours old$/],
    ] as const
    for (const [name, shape] of expected) {
      await writeFile(join(at, `carillon-${name}Z.tar.age`), '')
      expect(await words(env)).toMatch(shape)
    }
  })
})

test('a house with two workers makes one by the job, keeps what the rule says, and stops without waiting', async () => {
  // Either of the two may be the one that makes it.
  const rule = { ...env, CARILLON_BACKUP_KEEP: '1d' }
  const program = await startProgram({ env: rule })
  const other = startWorker(program.home, rule)
  try {
    await makeOwner(program)
    const at = folderFor({ home: program.home, backupFolder: null })
    const url = (await findEmbedded(join(program.home, 'postgres'))) ?? ''
    const ask = () =>
      withClient(url, (client) =>
        client.query(`select graphile_worker.add_job('running.scheduled-backup', '{}')`),
      )
    const names = () => readdir(at)
    const old = 'carillon-2020-01-01-000000Z.tar.age'
    await mkdir(at)
    await writeFile(join(at, old), '')
    await Promise.all([ask(), ask()])
    await expect
      .poll(async () => (await names()).some((name) => name.endsWith('.part')), { timeout: 60_000 })
      .toBe(true)
    await expect
      .poll(() => waiting(url), { timeout: 120_000, message: program.words() + other.words() })
      .toEqual([])
    const [made = '', ...rest] = await names()
    expect(rest).toEqual([])
    expect(made).not.toBe(old)
    await verifyBackup(fileSpot(join(at, made)).source, password)
    await ask()
    await expect
      .poll(async () => (await names()).some((name) => name.endsWith('.part')), { timeout: 60_000 })
      .toBe(true)
    await other.stop()
    const began = performance.now()
    await program.stop()
    expect(performance.now() - began).toBeLessThan(15_000)
    expect(await names()).toEqual([made])
  } finally {
    await other.stop()
    await program.remove()
  }
}, 300_000)

function startWorker(home: string, own: Record<string, string>) {
  let said = ''
  const stopping = Promise.withResolvers<ChildProcess>()
  const ended = carillon(['worker'], { CARILLON_HOME: home, ...own }, (so, child) => {
    said = so
    stopping.resolve(child)
  })
  return {
    words: () => said,
    stop: async () => {
      ;(await stopping.promise).kill('SIGTERM')
      await ended
    },
  }
}

/** Jobs of backups that are asked for, run, or wait to be tried again. */
const waiting = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query(
      `select j.payload, j.run_at, j.attempts, j.last_error, j.locked_by from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'running.scheduled-backup'`,
    )
    return rows
  })
