import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { ownFolder } from '../../src/platform/lock.ts'
import { commandOf } from '../../src/platform/process.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'carillon-own-'))
  folders.push(made)
  return made
}

test('a folder that is a file is told as such, not as another program', async () => {
  const path = join(await folder(), 'file')
  await writeFile(path, '')
  await expect(ownFolder(path)).rejects.toMatchObject({ code: 'folder.not_writable' })
})

test('a mark that a killed program left behind does not keep the folder closed for ever', async () => {
  const path = await folder()
  await writeFile(join(path, 'running.999999999'), '')
  const free = await ownFolder(path)
  expect(await readdir(path)).toEqual([`running.${process.pid}`])
  await free()
  expect(await readdir(path)).toEqual([])
})

test('of many that start in one moment over a mark that was left behind, one alone has the folder', async () => {
  const path = await folder()
  await writeFile(join(path, 'running.999999999'), '')
  const lock = new URL('../../src/platform/lock.ts', import.meta.url).href
  const script = `import(${JSON.stringify(lock)}).then((m) => m.ownFolder(${JSON.stringify(path)}))
    .then(() => console.log('mine'), (error) => console.log(error.code))
    .then(() => setTimeout(() => process.exit(), 4000))`
  const said = await Promise.all(Array.from({ length: 6 }, () => runScript(script)))
  expect(said.filter((words) => words === 'mine')).toHaveLength(1)
  expect(said.filter((words) => words === 'folder.owned')).toHaveLength(5)
})

/** What a program of its own says that looks like one of ours. */
async function runScript(script: string): Promise<string> {
  const child = spawn(process.execPath, ['-e', script, 'cli.ts'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  await once(child, 'close')
  return said.trim()
}

test('a program that runs on the folder is noticed on a system that has no ps', async () => {
  const path = await folder()
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'cli.ts'], { stdio: 'ignore' })
  const before = process.env.PATH
  try {
    process.env.PATH = '/nowhere'
    await writeFile(join(path, `running.${other.pid}`), '')
    await expect.poll(() => commandOf(other.pid ?? 0)).toContain('cli.ts')
    await expect(ownFolder(path)).rejects.toMatchObject({ code: 'folder.owned', facts: { pid: other.pid } })
  } finally {
    process.env.PATH = before
    other.kill()
  }
})

test('every wrong setting is told with what it has to be', () => {
  const wrong = {
    CARILLON_URL: 'ftp://x',
    PORT: 'x',
    DATABASE_URL: 'mysql://u:hush@h/x',
    LOG_LEVEL: 'loud',
    SMTP_URL: 'x',
    CARILLON_PLC_URL: 'x',
    CARILLON_WEBSUB_HUB: 'ftp://x',
    CARILLON_TRUST_PROXY: '-1',
    CARILLON_MAX_UPLOAD_BYTES: 'much',
    CARILLON_REQUESTS_PER_MINUTE: '1',
    DATABASE_CONNECTIONS: '1',
  }
  const lines = said(() => readConfig(wrong)).split('\n')
  expect(lines).toHaveLength(Object.keys(wrong).length)
  for (const line of lines)
    expect(line).toMatch(/has to be (an address that begins|a whole number from|one of) /)
  expect(lines.join()).not.toContain('hush')
})

test('an address of ours loses the slashes at its end', () => {
  expect(readConfig({ CARILLON_URL: 'https://social.example.com//' }).appUrl).toBe(
    'https://social.example.com',
  )
  expect(readConfig({ CARILLON_URL: '', PORT: '4401' }).appUrl).toBe('http://localhost:4401')
})

function said(work: () => unknown): string {
  try {
    work()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}
