import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { unprivilegedRunner } from './runner.ts'

const isRoot = process.getuid?.() === 0
const folders: string[] = []

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

/** A program in a folder that nobody but its owner may enter, as in a clone under /root. */
async function closedProgram(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-closed-'))
  folders.push(folder)
  await chmod(folder, 0o700)
  await mkdir(join(folder, 'bin'), { mode: 0o755 })
  const program = join(folder, 'bin/say')
  // As PostgreSQL does: it looks for itself, and asks whether it may run.
  await writeFile(program, '#!/bin/sh\ntest -x "$0" && test -r "$0" && id -u\n', { mode: 0o755 })
  return program
}

async function run(program: string): Promise<string> {
  const runner = await unprivilegedRunner([program])
  const child = runner.spawn(program, [])
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk
  })
  await new Promise((done) => child.on('close', done))
  return said.trim()
}

test.runIf(isRoot)(
  'a program in a closed folder is run by somebody who is not root, and may look around',
  async () => {
    const uid = await run(await closedProgram())
    expect(Number(uid)).toBeGreaterThan(0)
  },
)

test.runIf(!isRoot)('who is not root runs programs as they are', async () => {
  expect(Number(await run(await closedProgram()))).toBe(process.getuid?.())
})
