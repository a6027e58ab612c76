import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSecrets } from '../../src/platform/secrets/index.ts'

test('processes that start together on a new folder make one key file and open each other’s secrets', async () => {
  for (let round = 0; round < 20; round++) {
    const home = await mkdtemp(join(tmpdir(), 'carillon-keys-'))
    const all = await Promise.all(Array.from({ length: 8 }, () => openSecrets(join(home, 'keys.json'))))
    const sealed = all.map((one, i) => one.seal(i, 'about'))
    for (const [i, one] of sealed.entries()) for (const other of all) expect(other.open(one, 'about')).toBe(i)
    expect(await readdir(home)).toEqual(['keys.json'])
    expect((await stat(join(home, 'keys.json'))).mode & 0o777).toBe(0o600)
    await rm(home, { recursive: true })
  }
})
