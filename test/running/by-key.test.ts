import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Config } from '../../src/app/config.ts'
import { channels } from '../../src/by-key.ts'
import { readConfig } from '../../src/config.ts'
import { posts } from '../../src/import-posts.ts'
import { AppError } from '../../src/platform/errors.ts'
import { status } from '../../src/running.ts'
import { makeOwner, type Program, startProgram } from '../program.ts'
import { carillon } from './commands.ts'

/**
 * The commands of somebody with a key, and those that move and look, on a house that runs. Each is typed once as people do;
 * what else they answer is asked of the same functions in this process, which needs no start.
 */

let program: Program
let folder: string
let key: string
let env: Record<string, string>

beforeAll(async () => {
  program = await startProgram()
  folder = await mkdtemp(join(tmpdir(), 'carillon-by-key-'))
  key = (await makeOwner(program)).key
  env = { CARILLON_HOME: program.home, CARILLON_URL: program.url, CARILLON_API_KEY: key }
  // A feed of our own needs nobody else to be joined.
  const fields = { title: 'News', description: 'Of the bakery', home: 'https://example.com', language: 'en' }
  await ask('POST', '/channels', { network: 'feed', way: 'make', fields })
  const picture = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#a40' } })
    .png()
    .toBuffer()
  await writeFile(join(folder, 'cup.png'), picture)
}, 120_000)

afterAll(async () => {
  await program.remove()
  await rm(folder, { recursive: true, force: true })
})

async function ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${program.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as Record<string, unknown>
}

type Said = { code: number; out: string; said: string }

type Command = (config: Config, words: string[], say: (line: string) => void) => Promise<unknown>

async function by(command: Command, words: string[], more: Record<string, string> = {}): Promise<Said> {
  const out: string[] = []
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line))
  try {
    const config = readConfig({ ...env, ...more })
    const code = await command(config, words, (line) => void said.push(line))
    return { code: typeof code === 'number' ? code : 0, out: out.join('\n'), said: said.join('\n') }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { code: 1, out: out.join('\n'), said: error.message }
  } finally {
    log.mockRestore()
  }
}

const file = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text)
  return join(folder, name)
}

const written = async () => ((await ask('GET', '/posts')) as { items: Record<string, unknown>[] }).items

test('the channels of a workspace are listed for people and for programs, and a wrong key is told', async () => {
  const listed = await carillon(['channels'], env)
  expect(listed).toMatchObject({ code: 0, out: expect.stringMatching(/^feed {2}News {2}News {2}active/) })
  const { items } = JSON.parse((await by(channels, ['--json'])).out)
  expect(items).toMatchObject([{ network: 'feed', name: 'News', state: 'active' }])
  // A name that every object has is no command.
  expect(await carillon(['constructor'], env)).toMatchObject({
    code: 1,
    said: expect.stringContaining('There is no command "constructor"'),
  })
  const wrong = await by(channels, [], { CARILLON_API_KEY: 'crl_nothing' })
  expect(wrong).toMatchObject({ code: 1, out: '', said: expect.stringMatching(/key/i) })
  const none = await by(channels, [], { CARILLON_API_KEY: '' })
  expect(none.said).toMatch(/CARILLON_API_KEY or --key-file/)
  const away = await by(channels, ['--url', 'http://127.0.0.1:9'])
  expect(away).toMatchObject({ code: 1, said: expect.stringContaining('No Carillon answers at') })
}, 120_000)

test('posts come of a table: looked at first, then made once, with their time, picture and channels', async () => {
  const table = await file(
    'plan.csv',
    [
      'key,text,channels,at,zone,media,alt,category',
      'one,"Fresh bread, ""warm""\nfrom six",News,2031-03-01 06:00,Europe/Riga,cup.png,A cup,brand',
      'two,Only a thought,feed:News,,,,,',
    ].join('\n'),
  )
  const dry = await by(posts, ['import', table, '--dry-run'])
  expect(dry).toMatchObject({
    code: 0,
    out: 'row 2  good\nrow 3  good',
    said: expect.stringContaining('dry run'),
  })
  expect(await written()).toEqual([])
  const made = await carillon(['posts', 'import', table, '--json'], env)
  expect(made).toMatchObject({ code: 0, said: '' })
  expect(JSON.parse(made.out)).toMatchObject({ made: 2, there: 0, bad: 0 })
  const all = await written()
  const [one, two] = ['Fresh', 'Only'].map((begin) => all.find(({ text }) => String(text).startsWith(begin)))
  expect(one).toMatchObject({
    stage: 'scheduled',
    text: 'Fresh bread, "warm"\nfrom six',
    category: 'brand',
    media: 1,
    wish: { at: '2031-03-01T06:00', zone: 'Europe/Riga' },
    deliveries: [{ dueAt: '2031-03-01T04:00:00.000Z' }],
  })
  expect(two).toMatchObject({ stage: 'draft', text: 'Only a thought' })
  // To the second of the clock that dates both.
  await vi.waitFor(async () => {
    const again = JSON.parse((await by(posts, ['import', table, '--json'])).out)
    expect(again).toMatchObject({ made: 0, there: 2, bad: 0 })
  }, 20_000)
  expect(await written()).toHaveLength(2)
}, 120_000)

test('each bad row is told by its line, and then nothing of the table is sent', async () => {
  const table = await file(
    'bad.csv',
    [
      'key,text,channels,at,zone,media,campaign',
      'a,good,News,,,,',
      'b,where,Nowhere,,,,',
      'c,when,News,tomorrow,,,',
      'd,when,News,2020-01-01T10:00,,,',
      'e,zone,News,2031-01-01T10:00,Middle/Earth,,',
      'f,picture,News,,,none.png,',
      'g,campaign,News,,,,Summer',
      'a,twice,News,,,,',
      'i,day,News,2031-02-30 10:00,,,',
      'h,,,,,,',
    ].join('\n'),
  )
  const bad = await by(posts, ['import', table, '--json'])
  expect(bad.code).toBe(1)
  const { rows, ...counts } = JSON.parse(bad.out)
  expect(counts).toEqual({ made: 0, there: 0, good: 1, bad: 9 })
  const told = Object.fromEntries(rows.map(({ row, words }: Record<string, string>) => [row, words]))
  expect(told).toMatchObject({
    3: expect.stringContaining('No channel here is called “Nowhere”'),
    4: expect.stringContaining('“tomorrow” is not written as'),
    5: expect.stringContaining('has passed'),
    6: expect.stringContaining('“Middle/Earth” is no time zone'),
    7: expect.stringContaining('There is no file “none.png” in the library'),
    8: expect.stringContaining('There is no campaign “Summer”'),
    9: expect.stringContaining('The same as row 2'),
    10: expect.stringContaining('there is no such day'),
    11: expect.stringContaining('No channel is named'),
  })
  expect(await written()).toHaveLength(2)
  const strange = await by(posts, ['import', await file('x.csv', 'text,chanels\na,News\n')])
  expect(strange).toMatchObject({ code: 1, said: expect.stringContaining('mean nothing here: chanels') })
  const broken = await by(posts, ['import', await file('y.csv', 'text,channels\n"a,News\n')])
  expect(broken).toMatchObject({ code: 1, said: expect.stringMatching(/Line \d+ is no CSV/) })
}, 120_000)

test('a list in JSON does the same; drafts keep their time', async () => {
  const list = [{ key: 'j', text: 'From a list', channels: ['News'], at: '2031-05-01T02:00Z' }]
  const path = await file('plan.json', JSON.stringify(list))
  const made = await by(posts, ['import', path, '--draft', '--zone', 'Asia/Bangkok'])
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^row 2 {2}made {2}/) })
  const [post] = await written()
  expect(post).toMatchObject({ stage: 'draft', wish: { at: '2031-05-01T09:00', zone: 'Asia/Bangkok' } })
}, 60_000)

test('the status of the house is told in words and numbers, and by the exit code', async () => {
  const well = await carillon(['status'], env)
  expect(well).toMatchObject({ code: 0, out: expect.stringContaining('Nothing needs anybody.') })
  const told = JSON.parse((await by(status, ['--json'])).out)
  expect(told).toMatchObject({
    queue: { waiting: 1, next: '2031-03-01T04:00:00.000Z', late: 0, inDoubt: 0, failed: 0 },
    channels: { joined: 1, care: [] },
    lastBackup: null,
    needed: false,
  })
  expect((await by(status, [], { CARILLON_HOME: folder })).said).toContain('There is no Carillon in')
}, 120_000)

test('a workspace goes into a file and comes out of it as another, beside the program that runs', async () => {
  const out = join(folder, 'bakery.tar.gz')
  const exported = await carillon(['export', '--workspace', 'Riga Bakery', '--out', out], env)
  expect(exported).toMatchObject({ code: 0 })
  expect(JSON.parse(exported.out)).toMatchObject({
    file: out,
    rows: { posts: 3, channels: 1 },
    media: { files: 1 },
  })
  const taken = await carillon(['import', out, '--as', 'Second Bakery'], env)
  expect(taken).toMatchObject({
    code: 0,
    said: expect.stringContaining('nothing of it leaves by itself'),
  })
  expect(JSON.parse(taken.out)).toMatchObject({
    workspace: { name: 'Second Bakery' },
    held: 1,
    feeds: 1,
  })
  const broken = await carillon(['import', await file('no.tar.gz', 'Dear friend')], env)
  expect(broken).toMatchObject({
    code: 1,
    out: '',
    said: expect.stringContaining('is no export of Carillon'),
  })
}, 240_000)

test('a file may be called anything', async () => {
  const name = '50% #1?.png'
  await copyFile(join(folder, 'cup.png'), join(folder, name))
  await writeFile(join(folder, name), 'more', { flag: 'a' })
  const rows = ['p', 'q', 'r'].map((key) => ({ key, text: key, channels: ['News'], media: [name] }))
  const path = await file('odd.json', JSON.stringify(rows))
  const made = await by(posts, ['import', path, '--json', '--draft'])
  expect(JSON.parse(made.out)).toMatchObject({ made: 3, bad: 0 })
  expect((await ask('GET', '/media')).items).toMatchObject([{ fileName: name }, { fileName: 'cup.png' }])
}, 60_000)
