import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, SendCall, Sent, SentPart } from '../kit/network.ts'
import { ask, Id, type Line, listOf, rejected, site } from './client.ts'
import { failureBecause } from './failures.ts'
import { isPublic, pieceOf } from './post.ts'

const Status = z.object({
  status: z.string(),
  // Left out, empty or null: where there is none yet, TikTok does not promise which.
  fail_reason: z.string().nullish(),
  publicaly_available_post_id: listOf(Id),
  uploaded_bytes: z.number().nonnegative().nullish(),
})

/** How it stands with what was begun. */
export type Stand =
  /** TikTok waits for bytes. */
  | { at: 'going'; from: number }
  | { at: 'working' }
  /** A draft lies in the inbox of the app. */
  | { at: 'inbox' }
  /** Posted; `id` is told only of what everybody may see, and has passed TikTok's own look. */
  | { at: 'out'; id: string | null }
  | { at: 'failed'; reason: string | null | undefined }
  /** TikTok knows nothing of it. */
  | { at: 'gone' }

/** `bytes`: how many the film has; null for photos, of which TikTok waits for none. */
export async function standOf(
  line: Line,
  publishId: string,
  bytes: number | null,
  signal?: AbortSignal,
): Promise<Stand> {
  try {
    const told = await ask(line, Status, {
      method: 'POST',
      path: '/v2/post/publish/status/fetch/',
      json: { publish_id: publishId },
      signal,
    })
    return standIn(told, bytes)
  } catch (failure) {
    if (failure instanceof NetworkFailure && failure.code === 'publish_unknown') return { at: 'gone' }
    throw failure
  }
}

function standIn(told: z.infer<typeof Status>, bytes: number | null): Stand {
  switch (told.status) {
    case 'PUBLISH_COMPLETE':
      return { at: 'out', id: told.publicaly_available_post_id[0] ?? null }
    case 'SEND_TO_USER_INBOX':
      return { at: 'inbox' }
    case 'FAILED':
      return { at: 'failed', reason: told.fail_reason }
    case 'PROCESSING_UPLOAD': {
      const from = told.uploaded_bytes ?? 0
      return bytes !== null && from < bytes ? { at: 'going', from } : { at: 'working' }
    }
    default:
      return { at: 'working' }
  }
}

/** What is asked after later. `at`: when TikTok had all of it. */
export const Handle = z.object({
  publishId: z.string(),
  bytes: z.number().nullable(),
  at: z.iso.datetime(),
})
export type Handle = z.infer<typeof Handle>

const minute = 60_000
const hour = 60 * minute
/** TikTok looks through what everybody may see, in a minute most often, in some hours at times; so long its id is waited for. */
const idWithin = 3 * hour
/** A little less than the day after which a delivery is not asked for any more. */
const draftWithin = 23 * hour

/** What a stand means for a delivery, once TikTok has all of it. Null: it has not, and something is to be sent. */
export function sentBy(
  call: Pick<SendCall, 'tools' | 'account' | 'content'>,
  handle: Handle,
  stand: Stand,
): Sent | null {
  const now = call.tools.now().getTime()
  const since = now - Date.parse(handle.at)
  const later = (inMs: number): Sent => ({
    state: 'pending',
    handle: handle satisfies Json,
    lookAt: new Date(now + inMs),
  })
  switch (stand.at) {
    case 'going':
    case 'gone':
      return null
    case 'failed':
      throw failureBecause(stand.reason)
    case 'working':
      return later(Math.min(5 * minute, Math.max(5000, since / 4)))
    case 'inbox':
      if (since < draftWithin) return later(10 * minute)
      throw rejected(
        'draft_left',
        'The draft has lain in the inbox of the TikTok app for a day and was not posted. Post it there and mark this as published, or leave it.',
      )
    case 'out':
      if (stand.id === null && isPublic(call.content) && since < idWithin)
        return later(Math.min(10 * minute, Math.max(5000, since / 4)))
      return { state: 'published', parts: [partOf(call, handle.publishId, stand.id)] }
  }
}

/** Without an id of its own a post goes by the number of its publishing: by that TikTok tells the id once it has one. */
export function partOf(
  { account, content }: Pick<SendCall, 'account' | 'content'>,
  publishId: string,
  id: string | null,
): SentPart {
  const kind = pieceOf(content).is === 'film' ? 'video' : 'photo'
  return {
    remoteId: id === null ? publishId : remoteIdOf(kind, id),
    url: id === null ? null : addressOf(account, kind, id),
    extra: { publishId },
  }
}

function addressOf({ handle }: Pick<Account, 'handle'>, kind: 'video' | 'photo', id: string): string | null {
  return /^@[\w.]+$/.test(handle) ? `${site}/${handle}/${kind}/${encodeURIComponent(id)}` : null
}

/**
 * By what a public post goes here. Whether TikTok tells programs of photos is said nowhere, so they are marked: photos that it does not
 * tell of are not gone.
 */
export const remoteIdOf = (kind: 'video' | 'photo', id: string): string =>
  kind === 'photo' ? `photo/${id}` : id

/** A post's own id, of digits; null for the number of a publishing. */
export const postIdIn = (remoteId: string): string | null => /^(?:photo\/)?(\d+)$/.exec(remoteId)?.[1] ?? null

/** What TikTok tells when it is public and there: of what is hidden and of photos it may tell nothing. */
export const isSurelyTold = (remoteId: string): boolean => /^\d+$/.test(remoteId)
