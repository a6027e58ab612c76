import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPassword } from './password.ts'

test('the password comes from the file that is named, or from the setting', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-password-'))
  try {
    const file = join(folder, 'password')
    await writeFile(file, 'violet kettle harbour nine\n')
    expect(await readPassword(file, 'another one that is set')).toBe('violet kettle harbour nine')
    expect(await readPassword(undefined, 'another one that is set')).toBe('another one that is set')
    await expect(readPassword(undefined, null)).rejects.toThrow(
      /locked with a password: give --password-file/,
    )
    await writeFile(file, 'short\n')
    await expect(readPassword(file, null)).rejects.toThrow(/at least 12 characters/)
    await expect(readPassword(`${file}.no`, null)).rejects.toThrow(/cannot be read \(ENOENT\)/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
