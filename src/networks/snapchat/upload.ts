import { createCipheriv, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { formWith } from '../kit/form.ts'
import type { Account, Tools } from '../kit/network.ts'
import { expectHonest } from '../kit/pictures.ts'
import { api, ask } from './client.ts'

/** Snapchat takes 32 MiB with the form around it, so a part has a little less; it is whole blocks of the cipher. */
const partBytes = 31 * 1024 * 1024
const block = 16

/** A file that is up can be posted for 24 hours; an hour of them is left for the way. */
const livesMs = 23 * 3_600_000

export const Uploaded = z.object({ mediaId: z.string(), at: z.iso.datetime() })
export type Uploaded = z.infer<typeof Uploaded>

const Container = z.object({ media_id: z.string(), add_path: z.string(), finalize_path: z.string() })

export const isFresh = (uploaded: Uploaded, now: Date): boolean =>
  now.getTime() - Date.parse(uploaded.at) < livesMs

type Order = { tools: Tools; account: Account; signal: AbortSignal }

/** Brings a file up, locked with a key of its own, as Snapchat wants it. What breaks off begins anew: nobody sees it. */
export async function upload({ tools, account, signal }: Order, media: Media): Promise<Uploaded> {
  await expectHonest(media)
  const lock = { key: randomBytes(32), iv: randomBytes(block) }
  const at = tools.now().toISOString()
  const container = await ask(tools, account, Container, {
    method: 'POST',
    path: `/v1/public_profiles/${encodeURIComponent(account.remoteId)}/media`,
    about: 'media',
    json: {
      type: media.kind === 'video' ? 'VIDEO' : 'IMAGE',
      name: media.id,
      key: lock.key.toString('base64'),
      iv: lock.iv.toString('base64'),
    },
    signal,
  })
  const add = pathIn(container.add_path)
  for (const part of partsOf(media, lock))
    await ask(tools, account, z.unknown(), {
      method: 'POST',
      path: add,
      about: 'media',
      told: formWith({ action: 'ADD', part_number: String(part.number) }, part),
      carries: true,
      signal,
    })
  const multipart = new FormData()
  multipart.set('action', 'FINALIZE')
  await ask(tools, account, z.unknown(), {
    method: 'POST',
    path: pathIn(container.finalize_path),
    about: 'media',
    multipart,
    signal,
  })
  return { mediaId: container.media_id, at }
}

/** Snapchat names where the parts go: a path of its own server, and nothing else. */
function pathIn(told: string): string {
  const own = told.startsWith(`${api}/`) ? told.slice(api.length) : told
  const path = own.startsWith('/') ? own : `/${own}`
  if (/^(?:\/[\w.-]+)+(?:\?[\w=&.-]*)?$/.test(path) && !path.includes('..')) return path
  throw new NetworkFailure('later', 'Snapchat answered with something that its API does not say.', {
    code: 'odd_answer',
  })
}

type Part = {
  number: number
  name: string
  mime: string
  bytes: number
  piece(from: number, to: number): Promise<Uint8Array>
}

/**
 * The parts of a file as AES-256-CBC makes them: each block is locked with the one before, so that parts are read in their order
 * and each piece of one once. Nothing but a piece is held in memory.
 */
export function* partsOf(
  media: Pick<Media, 'bytes' | 'piece'>,
  { key, iv }: { key: Uint8Array; iv: Uint8Array },
  size = partBytes,
): Generator<Part> {
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const locked = (Math.floor(media.bytes / block) + 1) * block
  for (let start = 0, number = 1; start < locked; start += size, number++) {
    const end = Math.min(start + size, locked)
    let next = 0
    yield {
      number,
      name: `part-${number}`,
      mime: 'application/octet-stream',
      bytes: end - start,
      async piece(from, to) {
        if (from !== next) throw new Error('The pieces of a locked file are read once and in their order')
        next = to
        const last = start + to === locked
        const end = Math.min(start + to, media.bytes)
        // A file that fills its last piece is followed by a block of the cipher alone.
        const plain = start + from < end ? await media.piece(start + from, end) : new Uint8Array()
        const done = cipher.update(plain)
        return last ? Buffer.concat([done, cipher.final()]) : done
      },
    }
  }
}
