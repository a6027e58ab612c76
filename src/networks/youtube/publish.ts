import { z } from 'zod'
import type { Content } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, SentPart } from '../kit/network.ts'
import { layBeside } from './beside.ts'
import { call, rejected, server } from './client.ts'
import { commentsOf, isOwn } from './comments.ts'
import { forget, uploadFilm } from './upload.ts'
import { filmOf, privacyOf, Video, videosBy, wishOf } from './video.ts'

export const Prepared = z.object({ videoId: z.string(), digest: z.string() })
export type Prepared = z.infer<typeof Prepared>

/** What a later edit or removal needs to know of a part. */
export const Extra = z.object({ is: z.enum(['film', 'comment']), digest: z.string().optional() })

export const publish: Publish = {
  findsOwn: true,
  /** The film goes up and is private: nobody but its owner can see it, however long beforehand it is there. */
  async prepare(preparing) {
    const film = filmOf(preparing.content)
    const kept = await uploadFilm(preparing, film)
    await layBeside(preparing, film, kept)
    return { videoId: kept.videoId, digest: film.digest } satisfies Prepared
  },

  async send(sending) {
    const { content, done, save } = sending
    const [out, reply] = done
    const film = out ?? (await show(sending))
    if (!out) await save(film)
    if (!content.firstReply) return { state: 'published', parts: [film] }
    // YouTube may say that it is down after it has done what was asked, so whoever comes again looks first.
    const there = reply ?? (out ? await written(sending, film, content.firstReply) : null)
    const comment = there ?? (await write(sending, film, content.firstReply))
    if (!reply) await save(comment)
    return { state: 'published', parts: [film, comment] }
  },
}

/** Lets the film be seen by those for whom it is meant. */
async function show(sending: SendCall): Promise<SentPart> {
  const { content, signal } = sending
  const prepared = Prepared.safeParse(sending.prepared)
  if (!prepared.success) throw new Error('A film is uploaded before it is shown')
  const { videoId } = prepared.data
  const privacy = privacyOf(content.options)
  const [there] = await videosBy(sending, [videoId], 'snippet,status')
  const part = filmPart(prepared.data, content)
  if (there?.status?.privacyStatus === privacy && privacy !== 'private') return part
  await requireWhole(sending, there)
  const wish = wishOf(content, privacy, there)
  const shown = await call(sending, Video, {
    method: 'PUT',
    at: '/youtube/v3/videos',
    query: { part: wish.parts },
    json: { id: videoId, ...wish.body },
    changes: true,
    signal,
  })
  if (shown.status?.privacyStatus !== privacy) {
    await forget(sending)
    throw rejected(
      'made_private',
      'YouTube keeps this film private, whatever is asked for. It does so while the project at Google is not audited: ask for the audit there. A film that is locked stays so: try again afterwards, and it is uploaded anew.',
    )
  }
  return part
}

/** Only what YouTube has taken and worked through is shown. */
async function requireWhole(sending: SendCall, there: Video | undefined): Promise<void> {
  const status = there?.status?.uploadStatus
  if (status === 'uploaded')
    throw new NetworkFailure(
      'later',
      'YouTube is still working on the film. It is shown as soon as that is done.',
      {
        code: 'media_processing',
        alone: true,
        retryAt: new Date(sending.tools.now().getTime() + 60_000),
      },
    )
  if (there && status !== 'failed' && status !== 'rejected' && status !== 'deleted') return
  await forget(sending)
  if (!there || status === 'deleted')
    throw rejected(
      'film_deleted',
      'Somebody has deleted the film at YouTube before it was shown. Publish again: it is uploaded anew.',
    )
  throw whyNot(there.status?.rejectionReason ?? there.status?.failureReason ?? '')
}

/** By `status.rejectionReason` and `status.failureReason`. */
const reasons: Record<string, string> = {
  copyright: 'it holds what belongs to others',
  claim: 'somebody claims a part of it',
  trademark: 'somebody claims a trademark in it',
  legal: 'of a legal complaint',
  inappropriate: 'it is against the community guidelines',
  termsOfUse: 'it is against the terms of service',
  duplicate: 'the same film is there already',
  length: 'it is too long for this channel',
  uploaderAccountSuspended: 'the channel is suspended',
  uploaderAccountClosed: 'the channel is closed',
  codec: 'it cannot read what is in the file',
  conversion: 'it cannot convert the file',
  invalidFile: 'the file is no film',
  emptyFile: 'the file is empty',
  tooSmall: 'the file is too small',
  uploadAborted: 'the upload was broken off',
}

const whyNot = (reason: string): NetworkFailure =>
  rejected(
    'film_refused',
    `YouTube does not take this film: ${reasons[reason] ?? 'it does not say why'}. Look into YouTube Studio, or change the film.`,
  )

export const filmPart = ({ videoId, digest }: Prepared, { options }: Pick<Content, 'options'>): SentPart => ({
  remoteId: videoId,
  url: options.kind === 'short' ? `${server}/shorts/${videoId}` : `${server}/watch?v=${videoId}`,
  extra: { is: 'film', digest },
})

async function written(sending: SendCall, film: SentPart, text: string): Promise<SentPart | null> {
  const { comments } = await commentsOf(sending, film.remoteId, null)
  const own = comments.find((one) => isOwn(one, sending.account.remoteId, text))
  return own ? commentPart(film.remoteId, own.id) : null
}

const Thread = z.object({ id: z.string().min(1) })

async function write(sending: SendCall, film: SentPart, text: string): Promise<SentPart> {
  const { id } = await call(sending, Thread, {
    method: 'POST',
    at: '/youtube/v3/commentThreads',
    query: { part: 'snippet' },
    json: {
      snippet: {
        channelId: sending.account.remoteId,
        videoId: film.remoteId,
        topLevelComment: { snippet: { textOriginal: text } },
      },
    },
    changes: true,
    signal: sending.signal,
  })
  return commentPart(film.remoteId, id)
}

export const commentPart = (videoId: string, id: string): SentPart => ({
  remoteId: id,
  url: `${server}/watch?v=${videoId}&lc=${encodeURIComponent(id)}`,
  extra: { is: 'comment' },
})
