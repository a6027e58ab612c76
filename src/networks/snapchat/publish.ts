import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, Sent, SentPart } from '../kit/network.ts'
import { expectNotOut } from '../kit/repeat.ts'
import { notAnothers, take } from './claims.ts'
import { ask } from './client.ts'
import { listOf, madeIn } from './entities.ts'
import { expired, inProgress } from './failures.ts'
import { type Candidates, candidatesOf, find, skewMs } from './find.ts'
import { nameless, sentPart, type Wish, wishOf } from './kinds.ts'
import { isFresh, Uploaded, upload } from './upload.ts'

const waitMs = 10_000
/** What is listed with an older instant was there before; the clocks may differ by this. */
const spareMs = 60_000
/** After so many looks nobody waits longer for what Snapchat does not list. */
const mostLooks = 12

/** `out`: Snapchat has said that it is out, and not what it is called. Else nobody knows. */
const Handle = z.object({ out: z.boolean(), mediaId: z.string(), at: z.iso.datetime(), looks: z.number() })
type Handle = z.infer<typeof Handle>

export const publish: Publish = {
  async prepare(call) {
    return upload(call, wishOf(call.content).media)
  },

  async send(call) {
    const [out] = call.done
    if (out) return { state: 'published', parts: [out] }
    const wish = wishOf(call.content)
    const kept = Uploaded.safeParse(call.prepared)
    const ready =
      kept.success && isFresh(kept.data, call.tools.now()) ? kept.data : await upload(call, wish.media)
    await expectNotOut(call, find, { skewMs })
    try {
      return await post(call, wish, ready.mediaId)
    } catch (failure) {
      const code = failure instanceof NetworkFailure ? failure.code : null
      if (code === inProgress.code) return pending(call, begun(call, ready.mediaId, false))
      if (code !== expired.code) throw failure
      const { mediaId } = await upload(call, wish.media)
      return post(call, wish, mediaId)
    }
  },

  async look(call, handle) {
    const seen = Handle.parse(handle)
    if (!seen.out) return lookInDoubt(call, seen)
    const { kind } = wishOf(call.content)
    const { alike, maybe }: Candidates = await candidatesOf(call)
    const from = Date.parse(seen.at) - spareMs
    const young = [...alike, ...maybe].filter(({ at }) => at !== null && at.getTime() >= from)
    const [only, ...others] = await notAnothers(call, young)
    // Of several, nobody can say which it is; that it is out is sure.
    const unnamed = only !== undefined || seen.looks >= mostLooks
    if (only && others.length === 0 && (await take(call, only)))
      return published(call, sentPart(kind, only.id, only.url))
    if (unnamed) return published(call, sentPart(kind, `${nameless}${seen.mediaId}`, null))
    return pending(call, { ...seen, looks: seen.looks + 1 })
  },
}

async function published(call: SendCall, part: SentPart): Promise<Sent> {
  await call.save(part)
  return { state: 'published', parts: [part] }
}

async function lookInDoubt(call: SendCall, seen: Handle): Promise<Sent> {
  const found = await find(call)
  const [part] = found.found === 'yes' ? found.parts : []
  if (part) return published(call, part)
  if (seen.looks < mostLooks) return pending(call, { ...seen, looks: seen.looks + 1 })
  throw new NetworkFailure(
    'unknown',
    'Snapchat said that it is posting this file, and does not list it. Look there whether it is out.',
    { code: 'not_listed' },
  )
}

const begun = ({ tools }: SendCall, mediaId: string, out: boolean): Handle => ({
  out,
  mediaId,
  at: tools.now().toISOString(),
  looks: 0,
})

const pending = ({ tools }: SendCall, handle: Handle): Sent => ({
  state: 'pending',
  handle,
  lookAt: new Date(tools.now().getTime() + waitMs),
})

async function post(call: SendCall, wish: Wish, mediaId: string): Promise<Sent> {
  const { tools, account, signal } = call
  const answer = await ask(tools, account, z.record(z.string(), z.unknown()), {
    method: 'POST',
    path: `/v1/public_profiles/${encodeURIComponent(account.remoteId)}/${listOf[wish.kind]}`,
    about: 'post',
    json: bodyOf(wish, mediaId),
    changes: true,
    signal,
  }).catch((failure: unknown) => perhapsOut(wish, failure))
  const id = madeIn(answer, wish.kind)
  if (id === null) return pending(call, begun(call, mediaId, true))
  return published(call, sentPart(wish.kind, id, null))
}

/** Snapchat may say that it is down after it has done what was asked, and a story has no words to be known by when it is tried again. */
function perhapsOut({ kind }: Wish, failure: unknown): never {
  if (kind !== 'story' || !(failure instanceof NetworkFailure) || failure.status !== 503) throw failure
  const { message, code, status } = failure
  throw new NetworkFailure('unknown', message, { code, status, cause: failure })
}

function bodyOf({ kind, text, locale, onProfile }: Wish, mediaId: string): Json {
  if (kind === 'story') return { media_id: mediaId }
  if (kind === 'saved') return { saved_stories: [{ title: text, snap_sources: [{ media_id: mediaId }] }] }
  return {
    media_id: mediaId,
    locale,
    ...(text !== '' && { description: text }),
    skip_save_to_profile: !onProfile,
  }
}
