import { z } from 'zod'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, Sent } from '../kit/network.ts'
import { expectNotOut } from '../kit/repeat.ts'
import { ask } from './client.ts'
import { find, skewMs } from './find.ts'
import { digestOf, expectFit, photosBody, pieceOf } from './post.ts'
import { Prepared } from './prepared.ts'
import { forget, type Kept, keep, keptOf, tidy } from './shelf.ts'
import { Handle, sentBy, standOf } from './status.ts'
import {
  begin,
  begunOf,
  bring,
  bringAlmost,
  ended,
  isSent,
  isTaken,
  lastFrom,
  type Upload,
} from './upload.ts'

/** A film may go up while it is sent, when its upload was ended; an attempt leaves it time to say so. Milliseconds. */
export const patience = { atSend: 60_000 }

export const publish: Publish = {
  findsOwn: true,
  /** A film goes up but for its last piece: no piece of it can be seen by anybody until that has left. */
  async prepare(preparing) {
    const piece = pieceOf(preparing.content)
    if (piece.is === 'film') {
      const { upload } = await bringAlmost(preparing, piece.film)
      return { publishId: upload.publishId }
    }
    await expectFit(preparing, piece)
    return { publishId: null }
  },

  async send(sending) {
    const [out] = sending.done
    if (out) return { state: 'published', parts: [out] }
    const piece = pieceOf(sending.content)
    return piece.is === 'film' ? sendFilm(sending, piece.film) : sendPhotos(sending, piece.photos)
  },

  async look(looking, handle) {
    const asked = Handle.parse(handle)
    const { tools, account, signal } = looking
    const stand = await standOf({ tools, account }, asked.publishId, asked.bytes, signal)
    return sentBy(looking, asked, stand) ?? behind(looking, asked)
  },
}

/** How long TikTok's own count may lag behind what it has said to have. */
const lagMs = 3_600_000

/** TikTok has taken all of it and says now that it has not: nothing is sent again for that. */
function behind({ tools }: SendCall, handle: Handle): Sent {
  const now = tools.now().getTime()
  if (now - Date.parse(handle.at) < lagMs) return { state: 'pending', handle, lookAt: new Date(now + 30_000) }
  throw new NetworkFailure(
    'later',
    'TikTok does not know this post any more, after it had taken all of it. It is looked at again by itself.',
    { code: 'publish_unknown' },
  )
}

async function sendFilm(sending: SendCall, film: Media): Promise<Sent> {
  const { tools, account, signal } = sending
  const prepared = Prepared.safeParse(sending.prepared).data?.publishId ?? null
  const until = performance.now() + patience.atSend
  let upload = await begunOf(sending, film)
  // What was prepared may have left, though nobody remembers it here.
  const lost = upload === null && prepared !== null ? await sentBefore(sending, film, prepared) : null
  if (lost) return lost
  // All but the last piece is up, and nothing needs to be asked first.
  const ready = upload !== null && upload.publishId === prepared && isTaken(sending, upload)
  if (ready && upload && (await last(sending, film, upload)) === 'there') return whole(sending, film, upload)
  for (let tries = 0; tries < 2; tries++) {
    const stand = upload && (await standOf({ tools, account }, upload.publishId, film.bytes, signal))
    const known =
      upload && stand && stand.at !== 'failed' && sentBy(sending, handleOf(sending, film, upload), stand)
    if (known) return known
    const goesOn = upload && stand?.at === 'going' && isTaken(sending, upload)
    const from = goesOn ? stand.from : 0
    if (!upload || !goesOn) upload = await begin(sending, film, upload)
    if ((await bring(sending, film, upload, { from, to: film.bytes, until })) === 'there')
      return whole(sending, film, upload)
  }
  throw ended()
}

async function sentBefore(sending: SendCall, film: Media, publishId: string): Promise<Sent | null> {
  const { tools, account, signal } = sending
  const stand = await standOf({ tools, account }, publishId, film.bytes, signal)
  const handle = { publishId, bytes: film.bytes, at: tools.now().toISOString() }
  return isSent(stand) ? sentBy(sending, handle, stand) : null
}

const last = (sending: SendCall, film: Media, upload: Upload) =>
  bring(sending, film, upload, { from: lastFrom(film.bytes), to: film.bytes })

const handleOf = ({ tools }: SendCall, film: Media, { publishId }: Upload): Handle => ({
  publishId,
  bytes: film.bytes,
  at: tools.now().toISOString(),
})

/** TikTok has all of it and works on it. */
function whole(sending: SendCall, film: Media, upload: Upload): Sent {
  const handle = handleOf(sending, film, upload)
  return { state: 'pending', handle, lookAt: new Date(sending.tools.now().getTime() + 3000) }
}

const Asked = z.object({ publish_id: z.string().min(1) })

async function sendPhotos(sending: SendCall, photos: readonly Media[]): Promise<Sent> {
  const { tools, account, content, signal } = sending
  const before = await keptOf(sending)
  const known = before?.publishId ? await knownBy(sending, before.publishId, before) : null
  if (known) return known
  if (before?.publishId === null) await expectNotOut(sending, find, { skewMs })
  if (!Prepared.safeParse(sending.prepared).success) await expectFit(sending, { is: 'photos', photos })
  const body = photosBody(content, photos)
  const wish = digestOf({ photos: photos.map(({ digest }) => digest), options: content.options })
  const at = tools.now().toISOString()
  await tidy(sending)
  await keep(sending, { wish, publishId: null, url: null, at })
  const { publish_id } = await ask({ tools, account }, Asked, {
    method: 'POST',
    path: '/v2/post/publish/content/init/',
    json: body,
    changes: true,
    signal,
  }).catch(async (failure: unknown) => {
    // It is known that nothing was made of it, so nobody need look for it. Where TikTok says that it is down, that is not known.
    const surely = failure instanceof NetworkFailure && failure.kind !== 'unknown' && failure.status !== 503
    if (surely) await forget(sending)
    throw failure
  })
  await keep(sending, { wish, publishId: publish_id, url: null, at })
  const handle: Handle = { publishId: publish_id, bytes: null, at }
  return { state: 'pending', handle, lookAt: new Date(tools.now().getTime() + 3000) }
}

/** What became of photos that were asked for before; null where nothing did, so that they may be asked for again. */
async function knownBy(sending: SendCall, publishId: string, { at }: Kept): Promise<Sent | null> {
  const { tools, account, signal } = sending
  const stand = await standOf({ tools, account }, publishId, null, signal)
  if (stand.at === 'gone')
    throw new NetworkFailure(
      'unknown',
      'TikTok has taken these photos and does not know of them any more. It is looked for.',
      { code: 'publish_unknown' },
    )
  return stand.at === 'failed' ? null : sentBy(sending, { publishId, bytes: null, at }, stand)
}
