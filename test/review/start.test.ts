import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
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

test('an empty mark that a power cut left behind does not keep the folder closed for ever', async () => {
  const path = await folder()
  await writeFile(join(path, 'running'), '')
  await utimes(join(path, 'running'), new Date(0), new Date(0))
  const free = await ownFolder(path)
  expect(await readFile(join(path, 'running'), 'utf8')).toBe(String(process.pid))
  await free()
})

test('a program that runs on the folder is noticed on a system that has no ps', async () => {
  const path = await folder()
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'cli.ts'], { stdio: 'ignore' })
  const before = process.env.PATH
  try {
    process.env.PATH = '/nowhere'
    await writeFile(join(path, 'running'), String(other.pid))
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
