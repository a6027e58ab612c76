import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { findEmbedded } from '../../src/platform/db/embedded.ts'
import { isOwned, makeOwner, startProgram } from '../program.ts'

const root = join(import.meta.dirname, '../..')

test('the program starts, keeps what it was told, and starts again on the same folder', async () => {
  const first = await startProgram()
  const { key } = await makeOwner(first)
  await first.stop()
  const second = await startProgram({ home: first.home })
  try {
    const answer = await fetch(`${second.url}/api/v1/workspace`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(await answer.json()).toMatchObject({ name: 'Riga Bakery', role: 'owner' })
    const { port } = new URL(second.url)
    expect(await words({ CARILLON_HOME: first.home })).toMatch(
      /Another Carillon \(process \d+\) already runs/,
    )
    await inFolder(async (CARILLON_HOME) =>
      expect(await words({ CARILLON_HOME, PORT: port })).toContain(`Port ${port} is taken`),
    )
  } finally {
    await second.remove()
  }
}, 60_000)

test('a signal that comes while it starts leaves no database running behind', async () => {
  await inFolder(async (home) => {
    const child = start({ CARILLON_HOME: home })
    const gone = once(child, 'exit')
    // Once: a second signal asks not to wait.
    let asked = false
    child.stderr.on('data', (said) => {
      if (asked || !/Migrating/.test(String(said))) return
      asked = child.kill('SIGTERM')
    })
    expect(await gone).toEqual([0, null])
    expect(isOwned(home)).toBe(false)
    expect(existsSync(join(home, 'postgres/data/postmaster.pid'))).toBe(false)
  })
}, 60_000)

test('it stops cleanly though nobody reads its words any more', async () => {
  await inFolder(async (home) => {
    const child = start({ CARILLON_HOME: home })
    const gone = once(child, 'exit')
    child.stderr.on('data', (said) => {
      if (!/is ready/.test(String(said))) return
      child.stderr.destroy()
      child.kill('SIGTERM')
    })
    expect(await gone).toEqual([0, null])
    expect(isOwned(home)).toBe(false)
    expect(existsSync(join(home, 'postgres/data/postmaster.pid'))).toBe(false)
  })
}, 60_000)

const start = (env: Record<string, string>) =>
  spawn(process.execPath, ['src/cli.ts', 'start'], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })

/** What a start that fails says. */
async function words(env: Record<string, string>): Promise<string> {
  const child = start(env)
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  expect(await once(child, 'close')).toEqual([1, null])
  return said
}

async function inFolder(work: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-start-'))
  await work(folder)
  await rm(folder, { recursive: true, force: true })
}

test('the command line verifies the audit log beside the program, and ends with 1 when it is broken', async () => {
  const program = await startProgram()
  try {
    const { workspaceId } = await makeOwner(program)
    const report = JSON.parse(await program.command('audit', 'verify'))
    expect(report).toMatchObject({ ok: true, notSealed: null })
    const [mine] = report.chains.filter(({ chain }: { chain: string }) => chain === workspaceId)
    expect(mine).toMatchObject({
      ok: true,
      head: expect.stringMatching(`^${workspaceId}:\\d+:[0-9a-f]{64}$`),
    })
    const again = await program.command('audit', 'verify', '--workspace', workspaceId, '--head', mine.head)
    expect(JSON.parse(again)).toMatchObject({ ok: true, chains: [{ head: mine.head }] })
    const client = new pg.Client({ connectionString: (await findEmbedded(`${program.home}/postgres`)) ?? '' })
    await client.connect()
    await client.query(
      "update audit_log set actor_name = 'Nobody' where chain_seq = 1 and workspace_id = $1",
      [workspaceId],
    )
    await client.end()
    const broken = await program.command('audit', 'verify').catch((error: unknown) => error)
    expect(broken).toMatchObject({ code: 1 })
    expect(JSON.parse((broken as { stdout: string }).stdout)).toMatchObject({
      ok: false,
      chains: expect.arrayContaining([
        expect.objectContaining({
          chain: workspaceId,
          broken: expect.objectContaining({ what: 'row_changed', seq: 1 }),
        }),
      ]),
    })
    const wrong = await program.command('audit', 'verify', '--head', 'abc').catch((error: unknown) => error)
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('abc is no head') })
  } finally {
    await program.remove()
  }
}, 60_000)

test('what was written last is sealed by a worker, also when it is asked to stop', async () => {
  const first = await startProgram()
  const { workspaceId } = await makeOwner(first)
  await first.stop()
  try {
    const kept = JSON.parse(await readFile(join(first.home, 'audit', `${workspaceId}.json`), 'utf8'))
    expect(kept).toEqual({ seq: expect.any(Number), digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
  } finally {
    await first.remove()
  }
}, 60_000)
