import { readFile } from 'node:fs/promises'
import { backupError } from './errors.ts'

/** Guessing costs seconds a try (scrypt), so this is enough where it is not a name or a date. */
const least = 12

/** From a file, whose last line break does not count, or from the setting. */
export async function readPassword(file: string | undefined, setting: string | null): Promise<string> {
  const password = file === undefined ? setting : await fromFile(file)
  if (!password) throw backupError('no_password')
  if (password.length < least) throw backupError('weak_password', { least })
  return password
}

const fromFile = async (path: string): Promise<string> =>
  (
    await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw backupError('password_file', { path, reason: error.code })
    })
  ).replace(/\r?\n$/, '')
