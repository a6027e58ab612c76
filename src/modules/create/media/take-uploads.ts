import { Readable } from 'node:stream'
import { type Actor, systemActor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { OutboundError, withLimits } from '../../../platform/http/index.ts'
import type { Media } from './contract.ts'
import { mediaError } from './errors.ts'
import { takeUploadsJob } from './jobs.ts'
import { addMedia } from './service.ts'
import { claimUpload, findPieceNumbers, folderOf, pieceKey, setUpload, type Taken } from './upload-queries.ts'
import { seenUntil } from './uploads.ts'

/** How long a process may be silent before another takes its upload over, and how often it says that it lives. */
const lease = { ms: 120_000, beatMs: 20_000 }
/** At once in the whole house, so that disk and line stay free for what is due. */
const atOnce = 2
const mostTries = 3
const retryMs = 60_000
const fetchMs = 15 * 60_000
const tellEveryMs = 1000

/** Takes in what is whole, and fetches what waits to be fetched, until there is nothing more. */
export async function takeUploads(ctx: Context): Promise<void> {
  for (;;) {
    const taken = await claimUpload(ctx.db, ctx.clock.now(), held(ctx), atOnce)
    if (!taken) return
    await takeOne(ctx, taken)
    // Another process may find the next one quicker than this one, which is then content with nothing.
    await ctx.jobs.add(takeUploadsJob, {}, { key: 'media.take_uploads' })
  }
}

const held = (ctx: Context): Date => new Date(ctx.clock.now().getTime() + lease.ms)

async function takeOne(ctx: Context, taken: Taken): Promise<void> {
  const { id, workspaceId } = taken
  const beat = setInterval(
    () => void setUpload(ctx.db, workspaceId, id, { heldUntil: held(ctx) }).catch(() => {}),
    lease.beatMs,
  )
  try {
    const media = taken.sourceUrl ? await fetchUpload(ctx, taken, taken.sourceUrl) : await joined(ctx, taken)
    await end(ctx, taken, { state: 'done', mediaId: media.id, received: media.bytes, bytes: media.bytes })
  } catch (error) {
    const problem = problemOf(error) ?? (await unforeseen(ctx, taken, error))
    if (!problem) return
    await end(ctx, taken, { state: 'failed', problem: JSON.stringify(problem) })
  } finally {
    clearInterval(beat)
  }
}

/** What nobody foresaw is tried again a little later, and given up in the end, so that it stands in nobody's way. */
async function unforeseen(
  ctx: Context,
  { id, workspaceId, tries }: Taken,
  error: unknown,
): Promise<ReturnType<typeof problemOf>> {
  ctx.log.error({ err: error, uploadId: id, tries }, 'An upload could not be taken in')
  if (tries >= mostTries) return problemOf(mediaError('not_taken_in', { tries }))
  const retryAt = new Date(ctx.clock.now().getTime() + tries * retryMs)
  await setUpload(ctx.db, workspaceId, id, { heldUntil: null, retryAt })
  return null
}

/** Its pieces are of no use from here on. */
async function end(
  ctx: Context,
  { id, workspaceId }: Taken,
  change: Parameters<typeof setUpload>[3],
): Promise<void> {
  await setUpload(ctx.db, workspaceId, id, { ...change, heldUntil: null, expiresAt: seenUntil(ctx) })
  await ctx.events.emit(ctx.db, { workspaceId, topic: 'uploads', id })
  await ctx.storage.clear(folderOf(workspaceId, id))
}

function problemOf(error: unknown): { code: string; facts: Record<string, unknown> } | null {
  if (error instanceof AppError) return { code: error.code, facts: error.facts }
  if (error instanceof OutboundError) return { code: 'media.address_refused', facts: { why: error.message } }
  return null
}

/** Who sent it, as far as the audit log and the library ask. */
const senderOf = ({ workspaceId, bringer, bringerKind, bringerName }: Taken): Actor => ({
  ...systemActor(workspaceId),
  kind: bringer ? bringerKind : 'system',
  id: bringer,
  name: bringerName || 'Carillon',
})

async function joined(ctx: Context, taken: Taken): Promise<Media> {
  const { id, workspaceId, fileName, digest } = taken
  const numbers = await findPieceNumbers(ctx.db, id)
  const bytes = async function* () {
    for (const { number } of numbers) yield* ctx.storage.stream(pieceKey(workspaceId, id, number))
  }
  const stream = Readable.from(bytes(), { objectMode: false })
  return addMedia(ctx, senderOf(taken), { stream, fileName, digest })
}

/** Through the guarded way out, into the library. */
export async function fetchUpload(ctx: Context, taken: Taken, url: string): Promise<Media> {
  const max = ctx.config.maxUploadBytes
  const limits = { totalMs: fetchMs, maxBytes: max }
  const answer = await ctx.fetch(url, withLimits(limits, { headers: { accept: 'image/*, video/*' } }))
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel()
    throw mediaError('address_answered', { status: answer.status })
  }
  const said = Number(answer.headers.get('content-length'))
  const encoded = answer.headers.has('content-encoding')
  const bytes = said > 0 && !encoded ? said : null
  const stream = Readable.from(counted(ctx, taken, bytes, answer.body), { objectMode: false })
  return addMedia(ctx, senderOf(taken), { stream, fileName: taken.fileName })
}

/** What comes by, with word of how far it is. */
async function* counted(
  ctx: Context,
  { id, workspaceId }: Taken,
  bytes: number | null,
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let received = 0
  let told = 0
  for await (const chunk of body) {
    received += chunk.length
    yield chunk
    const now = performance.now()
    if (now - told < tellEveryMs) continue
    told = now
    await setUpload(ctx.db, workspaceId, id, { received, bytes })
    await ctx.events.emit(ctx.db, { workspaceId, topic: 'uploads', id })
  }
}
