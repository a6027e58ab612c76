import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeChannel } from '../../../../test/factories/measure.ts'
import { puppet } from '../../../../test/networks/puppet.ts'
import { type World, world } from '../../../../test/world.ts'
import { saveCredential } from './credential.ts'
import { shelfChanged } from './jobs.ts'
import { clearShared, makeToolsFor } from './tools.ts'

let w: World

beforeAll(async () => {
  w = await world({ networks: [puppet().network], alone: true })
})

describe('a lock', () => {
  test('gives turns within a process, one after the other, also when one fails', async () => {
    const { lock } = w.ctx.toolsFor('puppet')
    const said: string[] = []
    const turn = (name: string) =>
      lock('a', async () => {
        said.push(`${name} in`)
        await pause(5)
        said.push(`${name} out`)
        if (name === '2') throw new Error('two')
        return name
      })
    const ends = await Promise.allSettled([turn('1'), turn('2'), turn('3')])
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(said).toEqual(['1 in', '1 out', '2 in', '2 out', '3 in', '3 out'])
  })

  test('gives turns between processes', async () => {
    const script = join(import.meta.dirname, 'lock.fixture.ts')
    const children = [1, 2, 3].map(() =>
      spawn(process.execPath, [script, w.ctx.database.url], { stdio: 'pipe' }),
    )
    const outs = await Promise.all(
      children.map(async (child) => {
        let out = ''
        for await (const chunk of child.stdout) out += String(chunk)
        return out
      }),
    )
    const spans = outs
      .flatMap((out) => out.trim().split('\n'))
      .map((line) => line.split(' ').map(Number))
      .sort(([a = 0], [b = 0]) => a - b)
    expect(spans).toHaveLength(15)
    for (const [n, [start = 0]] of spans.entries())
      if (n > 0) expect(start).toBeGreaterThanOrEqual(spans[n - 1]?.[1] ?? 0)
  })

  test('leaves connections for the work under it, however many wait', async () => {
    const { lock } = w.ctx.toolsFor('puppet')
    const ask = () => w.ctx.db.selectFrom('workspaces').select('id').execute()
    const many = Array.from({ length: 40 }, (_, n) =>
      lock(`name ${n}`, () => Promise.all([ask(), ask(), ask()])),
    )
    expect(await Promise.all(many)).toHaveLength(40)
  })
})

describe('what belongs to a server', () => {
  test('is kept sealed, one for each network and server, and can be forgotten', async () => {
    const { apps } = w.ctx.toolsFor('puppet')
    await apps.set('https://a.example', { secret: 'app word' })
    await apps.set('https://a.example', { secret: 'app word 2' })
    await apps.set('https://b.example', { secret: 'other' })
    expect(await apps.get('https://a.example')).toEqual({ secret: 'app word 2' })
    expect(await w.ctx.toolsFor('else').apps.get('https://a.example')).toBeNull()
    const rows = await w.ctx.db.selectFrom('networkApps').selectAll().execute()
    expect(rows.map(({ sealed }) => sealed.toString('latin1')).join()).not.toContain('word')
    await apps.set('https://a.example', null)
    expect(await apps.get('https://a.example')).toBeNull()
  })
})

test('what channels of one sign-in share is kept while one of them is there, and is gone days after the last', async () => {
  const together = '0b0f6a3e-2f0c-4f2b-9d55-2b1c5f7a9e11'
  const { apps } = w.ctx.toolsFor('puppet')
  await apps.set('https://a.example', { secret: 'of a server' })
  const channels = [1, 2].map(() => makeChannel(w.ctx, w.workspaceId, 'puppet'))
  for (const channelId of await Promise.all(channels))
    await saveCredential(
      w.ctx,
      w.ctx.db,
      { channelId, workspaceId: w.workspaceId, network: 'puppet' },
      { access: 'a', together },
      null,
    )
  await apps.share(`sign-in ${together}`, { refresh: 'r' })
  const [first = '', second = ''] = await Promise.all(channels)
  const leave = (id: string) =>
    w.ctx.db.deleteFrom('channelCredentials').where('channelId', '=', id).execute()
  w.clock.on(3 * 86_400_000)
  await leave(first)
  await clearShared(w.ctx)
  expect(await apps.get(`sign-in ${together}`)).toEqual({ refresh: 'r' })
  await apps.share(`sign-in ${together}`, { refresh: 's' })
  await leave(second)
  await clearShared(w.ctx)
  expect(await apps.get(`sign-in ${together}`)).toEqual({ refresh: 's' })
  w.clock.on(3 * 86_400_000)
  await clearShared(w.ctx)
  expect(await apps.get(`sign-in ${together}`)).toBeNull()
  expect(await apps.get('https://a.example')).toEqual({ secret: 'of a server' })
})

describe('limits', () => {
  test('are written down for all, the last word of each scope', async () => {
    const channelId = await makeChannel(w.ctx, w.workspaceId, 'puppet')
    const tools = w.ctx.toolsFor('puppet', { channelId, server: 'https://a.example' })
    const resetsAt = new Date('2030-01-01T09:00:00Z')
    for (const remaining of [5, 4, 3]) tools.report({ scope: 'account', remaining, resetsAt })
    tools.report({ scope: 'server', remaining: 0, resetsAt })
    w.ctx.toolsFor('puppet').report({ scope: 'account', remaining: 1, resetsAt })
    await expect
      .poll(() => w.ctx.db.selectFrom('limits').selectAll().orderBy('scope').execute())
      .toMatchObject([
        { scope: `account:${channelId}`, remaining: 3, resetsAt, blockedUntil: null },
        { scope: 'server:puppet:https://a.example', remaining: 0, blockedUntil: resetsAt },
      ])
  })
})

test('no secret comes into the log, by its name or by its looks', () => {
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const tools = makeToolsFor({ ...w.ctx, log })('puppet')
  tools.log.warn({ accessToken: 'SECRET-1', nested: { refresh_token: 'SECRET-2', fine: 'kept' } }, 'a')
  tools.log.debug({ header: 'Bearer SECRET-3-SECRET', url: 'https://x.example/bot12:SECRET-4/send' }, 'b')
  expect(lines).toHaveLength(2)
  expect(lines.join()).not.toContain('SECRET')
  expect(lines.join()).toContain('kept')
})

describe('a shelf', () => {
  const shelf = async () => {
    const channelId = await makeChannel(w.ctx, w.workspaceId, 'puppet')
    return w.ctx.toolsFor('puppet').shelf({ channelId, workspaceId: w.workspaceId } as never)
  }

  test('keeps a document once, however often it is put down', async () => {
    const mine = await shelf()
    const [first] = await Promise.all([1, 2, 3].map(() => mine.add('a', { text: 'one' })))
    w.clock.on(1000)
    expect(await mine.add('a', { text: 'two' })).toEqual(first)
    expect(await mine.newest(10)).toEqual([first])
  })

  test('changes, removes and lists the newest first, each account its own', async () => {
    const [mine, other] = [await shelf(), await shelf()]
    for (const key of ['a', 'b', 'c']) await mine.add(key, key)
    await other.add('a', 'theirs')
    expect(await mine.change('a', 'A')).toBe(true)
    expect(await mine.change('x', 'X')).toBe(false)
    expect(await mine.remove('b')).toBe(true)
    expect(await mine.remove('b')).toBe(false)
    expect((await mine.newest(10)).map(({ key, value }) => [key, value])).toEqual([
      ['c', 'c'],
      ['a', 'A'],
    ])
    expect((await other.get('a'))?.value).toBe('theirs')
    expect(await mine.get('b')).toBeNull()
  })

  test('is sealed: what stands there may open a door at the network', async () => {
    const mine = await shelf()
    await mine.add('a', { url: 'https://upload.example/?by=door-word' })
    await mine.change('a', { url: 'https://upload.example/?by=other-word' })
    const { rows } = await w.ctx.database.pool.query('select value::text as value from shelf')
    expect(JSON.stringify(rows)).not.toContain('-word')
    expect((await mine.get('a'))?.value).toEqual({ url: 'https://upload.example/?by=other-word' })
  })

  test('still reads what was put down before shelves were sealed', async () => {
    const mine = await shelf()
    await mine.add('a', 1)
    await w.ctx.database.pool.query(`update shelf set value = '{"old": true}' where key = 'a'`)
    expect((await mine.get('a'))?.value).toEqual({ old: true })
  })

  test('asks for readers to be told, in the transaction of the change', async () => {
    const jobs = () =>
      w.ctx.database.pool
        .query('select 1 from graphile_worker.jobs where task_identifier = $1', [shelfChanged.name])
        .then(({ rowCount }) => rowCount ?? 0)
    const before = await jobs()
    const mine = await shelf()
    await mine.add('a', 1)
    await mine.add('a', 1)
    await mine.change('a', 2)
    expect(await jobs()).toBe(before + 1)
  })

  test('keeps files under addresses that cannot be guessed', async () => {
    const mine = await shelf()
    const url = await mine.keep('a-0.png', Buffer.from('picture'))
    expect(url).toMatch(/^http:\/\/localhost:4400\/shared\/[0-9a-f-]{36}\/[\w-]{22}\/a-0\.png$/)
    expect(await mine.keep('a-0.png', Buffer.from('picture'))).toBe(url)
    expect(await (await shelf()).keep('a-0.png', Buffer.from('picture'))).not.toBe(url)
    await mine.drop('a-0.png')
    await mine.drop('a-0.png')
  })
})
