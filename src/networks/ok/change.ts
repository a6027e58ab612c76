import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove } from '../kit/network.ts'
import { type Asking, asking } from './client.ts'
import { attachmentOf, Extra, partOf, sentPart } from './publish.ts'
import { topicsById } from './topics.ts'

const Done = z.union([z.boolean(), z.object({ success: z.boolean() }).transform(({ success }) => success)])

/**
 * `mediatopic.edit` is in no documentation and takes all of a post anew. How it keeps pictures, films and polls is not known, so
 * posts that have some are left alone.
 */
export const edit: Edit = async ({ tools, account, content, parts, signal }) => {
  const [sent] = parts
  const known = Extra.safeParse(sent?.extra)
  if (!sent || !known.success)
    throw rejected(
      'cannot_edit',
      'Carillon does not know this post well enough to change it. Change it at OK.',
    )
  const { media, poll } = partOf(content)
  if (!known.data.onlyWords || media.length > 0 || poll !== null)
    throw rejected(
      'edit_words_alone',
      'At OK, Carillon changes posts of words and links alone: OK does not say how pictures, films and polls stay. Change it at OK, or publish anew.',
    )
  const fields = { topic_id: sent.remoteId, gid: account.remoteId, attachment: attachmentOf(content, []) }
  const isDone = await asking(tools, account)('mediatopic.edit', Done, {
    fields,
    changes: true,
    signal,
  }).catch(closedNow)
  if (!isDone) throw closed()
  return [sentPart(account.remoteId, sent.remoteId, content)]
}

/** What is gone already is passed over. */
export const remove: Remove = async (tools, account, parts) => {
  const ask = asking(tools, account)
  for (const { remoteId } of parts) {
    const [topic] = await topicsById(ask, [remoteId])
    if (!topic) continue
    // Some say that OK takes the number of the post, its documentation names one that is told with the post.
    const fields = {
      topic_id: remoteId,
      gid: account.remoteId,
      delete_id: topic.delete_id || remoteId,
    }
    const isDone = await ask('mediatopic.deleteTopic', Done, { fields, changes: true }).catch(
      async (failure: unknown) => {
        if (await isGone(ask, failure, remoteId)) return true
        return closedNow(failure)
      },
    )
    if (!isDone && (await topicsById(ask, [remoteId])).length > 0) throw closed()
  }
}

async function isGone(ask: Asking, failure: unknown, remoteId: string): Promise<boolean> {
  if (!(failure instanceof NetworkFailure)) return false
  if (failure.code === 'message_gone') return true
  return failure.kind === 'rejected' && (await topicsById(ask, [remoteId])).length === 0
}

/** A post that may not be touched is refused with the words for a right that is missing; the sign-in is well. */
function closedNow(failure: unknown): never {
  if (failure instanceof NetworkFailure && ['forbidden', 'not_editor'].includes(failure.code)) throw closed()
  throw failure
}

const closed = () =>
  rejected(
    'message_closed',
    'OK does not let this post be changed: it is too old, or the person who signed in is no longer an editor. Change it at OK.',
  )
const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
