import { randomBytes } from 'node:crypto'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeOwner, type Program, startProgram } from '../program.ts'
import { carillon, locked } from './commands.ts'
import { emptyDatabase, folder } from './copies.ts'

/** The commands as people type them, on a house that runs. */

let program: Program
let key: string
let file: string
const env = locked

beforeAll(async () => {
  program = await startProgram({ env })
  key = (await makeOwner(program)).key
  await mkdir(join(program.home, 'media/large'), { recursive: true })
  // What cannot be made smaller, so that there is time to put an end to it.
  await writeFile(join(program.home, 'media/large/film'), randomBytes(8_000_000))
  const made = await carillon(['backup', '--to', `${await folder()}/`], { CARILLON_HOME: program.home })
  expect(made).toMatchObject({ code: 0 })
  const taken = JSON.parse(made.out)
  expect(taken).toMatchObject({ media: { files: 1, bytes: 8_000_000, vanished: [] } })
  expect(taken.rows).toBeGreaterThan(5)
  expect(made.said).toMatch(/ {2}workspaces: 1 row$/m)
  file = taken.file
  expect(file).toMatch(/carillon-\d{4}-\d\d-\d\d-\d{6}Z\.tar\.age$/)
}, 180_000)

afterAll(() => program.remove())

const workspaceAt = async (url: string): Promise<unknown> =>
  (await fetch(`${url}/api/v1/workspace`, { headers: { authorization: `Bearer ${key}` } })).json()

test('every command says what it takes, without doing it', async () => {
  const home = { CARILLON_HOME: '/nowhere/at/all' }
  const all = await carillon(['--help'], home)
  expect(all).toMatchObject({ code: 0, out: expect.stringContaining('carillon <command>') })
  const one = await carillon(['backup', '--to', 'x', '--help'], home)
  expect(one).toMatchObject({ code: 0, out: expect.stringMatching(/^carillon backup\n.*--to/) })
  const wrong = await carillon(['backup', '--onto', 'x'], home)
  expect(wrong).toMatchObject({ code: 1, said: expect.stringMatching(/'--onto'.*carillon backup\n/s) })
  expect(wrong.said).not.toContain('restore')
})

test('from the embedded database to one of your own', async () => {
  const home = await folder()
  const own = { CARILLON_HOME: home, DATABASE_URL: await emptyDatabase() }
  expect(await carillon(['restore', '--no-hold', file], own)).toMatchObject({ code: 0 })
  expect((await readdir(home)).sort()).toEqual(['keys.json', 'media'])
  const moved = await startProgram({ home, env: { DATABASE_URL: own.DATABASE_URL, ...env } })
  try {
    expect(await workspaceAt(moved.url)).toMatchObject({ name: 'Riga Bakery' })
    const back = JSON.parse(await moved.command('backup', '--to', join(await folder(), 'back')))
    expect(back).toMatchObject({ media: { files: 1 } })
  } finally {
    await moved.stop()
  }
}, 180_000)

test('a restore that is killed leaves what nothing runs on; the next one begins anew, and its house runs', async () => {
  const home = await folder()
  const killed = await carillon(['restore', file], { CARILLON_HOME: home }, (said, child) => {
    if (said.includes('  workspaces:')) child.kill('SIGKILL')
  })
  expect(killed.signal).toBe('SIGKILL')
  for (const command of ['start', 'backup'])
    expect(await carillon([command], { CARILLON_HOME: home, PORT: '0' }), command).toMatchObject({
      code: 1,
      said: expect.stringContaining('has not come to its end'),
    })
  const restored = await carillon(['restore', file], { CARILLON_HOME: home })
  expect(restored).toMatchObject({ code: 0 })
  expect(JSON.parse(restored.out)).toMatchObject({
    media: { files: 1, bytes: 8_000_000 },
    held: 0,
    unsure: 0,
  })
  const copy = await startProgram({ home })
  try {
    expect(await workspaceAt(copy.url)).toMatchObject({ name: 'Riga Bakery', role: 'owner' })
    const again = await carillon(['restore', file], { CARILLON_HOME: home })
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('already runs on') })
  } finally {
    await copy.stop()
  }
}, 240_000)

test('a restore into a database of your own that is killed leaves that database empty', async () => {
  const own = { CARILLON_HOME: await folder(), DATABASE_URL: await emptyDatabase() }
  const killed = await carillon(['restore', file], own, (said, child) => {
    if (said.includes('  workspaces:')) child.kill('SIGKILL')
  })
  expect(killed.signal).toBe('SIGKILL')
  // PostgreSQL may need a moment to notice that nobody is there any more.
  await expect.poll(async () => (await carillon(['restore', file], own)).code, { timeout: 60_000 }).toBe(0)
}, 180_000)

test('a backup that is stopped or killed leaves nothing under its name', async () => {
  const at = await folder()
  const home = { CARILLON_HOME: program.home }
  const stopped = await carillon(['backup', '--to', join(at, 'one')], home, (said, child) => {
    if (said.includes('  workspaces:')) child.kill('SIGTERM')
  })
  expect(stopped).toMatchObject({ code: 1, said: expect.stringContaining('nothing of it is left') })
  expect(await readdir(at)).toEqual([])
  const killed = await carillon(['backup', '--to', join(at, 'two')], home, (said, child) => {
    if (said.includes('  workspaces:')) child.kill('SIGKILL')
  })
  expect(killed.signal).toBe('SIGKILL')
  const halves = await readdir(at)
  expect(halves.filter((name) => !name.endsWith('.part'))).toEqual([])
  // The next one takes away what has been silent for long.
  const yesterday = new Date(Date.now() - 86_400_000)
  for (const name of halves) await utimes(join(at, name), yesterday, yesterday)
  expect(await carillon(['backup', '--to', join(at, 'three')], home)).toMatchObject({ code: 0 })
  expect(await readdir(at)).toEqual(['three'])
  expect(await workspaceAt(program.url)).toMatchObject({ name: 'Riga Bakery' })
}, 180_000)

test('the doctor of a house that runs finds a worker and nothing wrong, and says so to programs too', async () => {
  const examined = await carillon(['doctor', '--json'], { CARILLON_HOME: program.home })
  const { wrong, findings } = JSON.parse(examined.out)
  expect(findings.filter(({ level }: { level: string }) => level === 'wrong')).toEqual([])
  expect({ code: examined.code, wrong }).toEqual({ code: 0, wrong: 0 })
  expect(findings).toContainEqual({ check: 'workers', level: 'ok', words: '1 lives' })
  const away = { CARILLON_HOME: await folder(), DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' }
  const ill = await carillon(['doctor'], away)
  expect(ill).toMatchObject({
    code: 1,
    out: expect.stringMatching(/wrong {2}database +The database of DATABASE_URL does not answer/),
  })
  expect(ill.out).not.toContain('secret')
}, 60_000)

test('what is missing is told in a sentence, and the password is shown to nobody', async () => {
  const home = { CARILLON_HOME: program.home }
  const empty = await carillon(['backup'], { CARILLON_HOME: await folder() })
  expect(empty).toMatchObject({ code: 1, said: expect.stringContaining('There is no Carillon in') })
  const there = await carillon(['backup', '--to', file], home)
  expect(there).toMatchObject({ code: 1, said: expect.stringMatching(/There is a file .* already/) })
  expect((await carillon(['config'], home)).out).toMatch(/CARILLON_BACKUP_PASSWORD\n.*\n {2}now: \(set\)/)
}, 60_000)
