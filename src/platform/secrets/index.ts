import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { defineErrors } from '../errors.ts'

export const secretsError = defineErrors('secrets', {
  unknown_key: [
    'unavailable',
    'A secret was sealed with key {keyId}, which is not in the key file. Restore the key file from the backup.',
  ],
  broken: ['unavailable', 'A secret does not open: the database and the key file do not belong together.'],
  bad_file: ['unavailable', 'The key file {path} cannot be read as keys. Restore it from the backup.'],
})

export type Sealed = { sealed: Buffer; keyId: string }

/** AES-256-GCM with a key id on each secret, so that keys can be changed without a stop. */
export type Secrets = {
  /** `about` binds the secret to its row: sealed for one place, it does not open in another. */
  seal(value: unknown, about: string): Sealed
  open(sealed: Sealed, about: string): unknown
  /** A key derived for one purpose, the same for the life of the key file. */
  derive(purpose: string): Buffer
}

type KeyFile = { current: string; keys: Record<string, string> }

/** Reads the key file, or makes it at the first start, readable by its owner alone. */
export async function openSecrets(path: string): Promise<Secrets> {
  const file = await readKeyFile(path)
  return secretsFrom(file)
}

async function readKeyFile(path: string): Promise<KeyFile> {
  try {
    const file: KeyFile = JSON.parse(await readFile(path, 'utf8'))
    if (!file.keys[file.current]) throw secretsError('bad_file', { path })
    return file
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return makeKeyFile(path)
    if (error instanceof SyntaxError) throw secretsError('bad_file', { path })
    throw error
  }
}

/** It appears whole or not at all: of several processes that start together, one makes it and the others read it. */
async function makeKeyFile(path: string): Promise<KeyFile> {
  const id = `k${Date.now().toString(36)}`
  const file: KeyFile = { current: id, keys: { [id]: randomBytes(32).toString('base64') } }
  const half = `${path}.${randomBytes(6).toString('hex')}`
  await mkdir(dirname(path), { recursive: true })
  await writeFile(half, JSON.stringify(file, null, 2), { mode: 0o600, flag: 'wx' })
  try {
    await link(half, path)
    return file
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return readKeyFile(path)
    throw error
  } finally {
    await rm(half, { force: true })
  }
}

export function secretsFrom(file: KeyFile): Secrets {
  const key = (id: string): Buffer => {
    const text = file.keys[id]
    if (!text) throw secretsError('unknown_key', { keyId: id })
    return Buffer.from(text, 'base64')
  }
  return {
    seal(value, about) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key(file.current), nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]), keyId: file.current }
    },
    open({ sealed, keyId }, about) {
      const decipher = createDecipheriv('aes-256-gcm', key(keyId), sealed.subarray(0, 12)).setAAD(
        Buffer.from(about),
      )
      decipher.setAuthTag(sealed.subarray(12, 28))
      try {
        return JSON.parse(
          Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8'),
        )
      } catch {
        throw secretsError('broken')
      }
    },
    derive: (purpose) => deriveKey(key(Object.keys(file.keys).sort()[0] ?? file.current), purpose),
  }
}

const deriveKey = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), Buffer.from(`carillon ${purpose}`), 32))
