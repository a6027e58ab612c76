import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
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
