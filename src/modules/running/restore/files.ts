import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Storage } from '../../../platform/storage/index.ts'
import { createProgress, keyFiles, type Say } from '../backup/index.ts'
import { textOf } from './checked.ts'
import type { Parts } from './parts.ts'

/** Puts media and keys where they belong, each on the disk before the next one comes. */
export async function fillFiles(home: string, storage: Storage, parts: Parts, say: Say): Promise<void> {
  const progress = createProgress(say)
  const { came } = parts
  for (let part = await parts.next(); part; part = await parts.next()) {
    const [, folder, key = ''] = /^(media|keys)\/(.+)$/.exec(part.name) ?? []
    if (folder === 'media') {
      await storage.take(key, part.body)
      came.files++
      came.bytes += part.bytes
      progress.media(came)
    } else if (folder === 'keys' && (keyFiles as readonly string[]).includes(key)) {
      await writeKeys(join(home, key), await textOf(part))
    } else return
    parts.read(part)
  }
}

async function writeKeys(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}
