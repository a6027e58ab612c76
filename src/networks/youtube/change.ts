import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove, SentPart } from '../kit/network.ts'
import { layBeside } from './beside.ts'
import { ask, call, isGone, rejected } from './client.ts'
import { Extra } from './publish.ts'
import { keptOf } from './upload.ts'
import { filmOf, privacies, privacyOf, Video, videosBy, wishOf } from './video.ts'

/** Title, description, tags and what else is said of a film, its cover, captions and playlist; the film itself stands. */
export const edit: Edit = async (changing) => {
  const { content, parts, signal } = changing
  const [out, comment] = parts
  const film = filmOf(content)
  const extra = Extra.safeParse(out?.extra)
  if (!out || !extra.success || extra.data.is !== 'film')
    throw rejected(
      'cannot_edit',
      'Carillon does not know this film well enough to change it. Change it in YouTube Studio.',
    )
  if (extra.data.digest !== film.digest || (comment !== undefined) !== Boolean(content.firstReply))
    throw rejected(
      'only_words',
      'Of a film that is out, Carillon changes what is said and laid beside it. Keep the film and the first comment, or publish anew.',
    )
  const [there] = await videosBy(changing, [out.remoteId], 'snippet,status')
  if (!there)
    throw new NetworkFailure(
      'rejected',
      'YouTube does not find the film any more; somebody may have deleted it there.',
      { code: 'message_gone' },
    )
  // First what YouTube refuses more often, so that nothing is half changed.
  const kept = await keptOf(changing)
  const known = kept?.videoId === out.remoteId ? kept : null
  const beside = { digest: film.digest, session: null, beside: {}, ...known, videoId: out.remoteId }
  await layBeside(changing, film, beside, { anew: known === null })
  // Who sees it may have been narrowed at YouTube since: other words make nothing public again.
  const privacy = privacies.find((one) => one === there.status?.privacyStatus)
  const wish = wishOf(content, privacy ?? privacyOf(content.options), there)
  await call(changing, Video, {
    method: 'PUT',
    at: '/youtube/v3/videos',
    query: { part: wish.parts },
    json: { id: out.remoteId, ...wish.body },
    changes: true,
    signal,
  })
  if (comment && content.firstReply)
    await call(changing, z.object({ id: z.string() }), {
      method: 'PUT',
      at: '/youtube/v3/comments',
      query: { part: 'snippet' },
      json: { id: comment.remoteId, snippet: { textOriginal: content.firstReply } },
      changes: true,
      signal,
    })
  return [...parts]
}

export const remove: Remove = async (tools, account, parts) => {
  for (const part of parts.toReversed())
    await ask(
      { tools, account },
      { method: 'DELETE', at: placeOf(part), query: { id: part.remoteId } },
    ).catch((failure: unknown) => {
      if (!isGone(failure)) throw failure
    })
}

const placeOf = ({ extra }: SentPart): string =>
  Extra.safeParse(extra).data?.is === 'comment' ? '/youtube/v3/comments' : '/youtube/v3/videos'
