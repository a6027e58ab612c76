import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { secretsError } from './errors.ts'
import { type KeyFile, readOrMake, rootOf } from './file.ts'
import { followFile } from './follow.ts'

export { joinedKeys, type KeyFile, readNow, replace, rotated, without } from './file.ts'

export type Sealed = { sealed: Buffer; keyId: string }

/** AES-256-GCM with a key id on each secret, so that keys can be changed without a stop. */
export type Secrets = {
  /** `about` binds the secret to its row: sealed for one place, it does not open in another. */
  seal(value: unknown, about: string): Sealed
  open(sealed: Sealed, about: string): unknown
  /** A key derived for one purpose, the same for the life of the house: a new key to seal with does not change it. */
  derive(purpose: string): Buffer
  /** The key with which everything is sealed from now on. */
  current(): string
}

/** Follows the key file, which is made at the first start: a key that another process put there is used at once. */
export async function openSecrets(path: string): Promise<Secrets> {
  return secretsOver(followFile(path, await readOrMake(path)))
}

export const secretsFrom = (file: KeyFile): Secrets => secretsOver({ now: () => file, having: () => file })

/** `now` is the file as it is at this moment; `having` may be an older look at it, as long as the key is in it. */
type Keys = { now(): KeyFile; having(id: string): KeyFile }

function secretsOver(keys: Keys): Secrets {
  return {
    seal(value, about) {
      const file = keys.now()
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(file, file.current), nonce).setAAD(
        Buffer.from(about),
      )
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]), keyId: file.current }
    },
    open({ sealed, keyId }, about) {
      const key = keyOf(keys.having(keyId), keyId)
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(about))
      decipher.setAuthTag(sealed.subarray(12, 28))
      try {
        return JSON.parse(
          Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8'),
        )
      } catch {
        throw secretsError('broken')
      }
    },
    derive: (purpose) => deriveKey(Buffer.from(rootOf(keys.having('')), 'base64'), purpose),
    current: () => keys.now().current,
  }
}

function keyOf({ keys }: KeyFile, id: string): Buffer {
  const text = keys[id]
  if (!text) throw secretsError('unknown_key', { keyId: id })
  return Buffer.from(text, 'base64')
}

const deriveKey = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), Buffer.from(`carillon ${purpose}`), 32))
