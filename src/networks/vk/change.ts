import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove, SentPart } from '../kit/network.ts'
import { call, type Line, lineOf } from './client.ts'
import { Extra, fieldsOf, ownerOf, pin } from './publish.ts'
import { removeStory, storyIn } from './story.ts'
import { textFor } from './text.ts'
import { filesOf, uploadAll } from './upload.ts'
import { placeIn, postsById } from './wall.ts'

export const edit: Edit = async ({ tools, account, content, parts, signal }) => {
  const line = lineOf(tools, account)
  const [sent, comment] = parts
  if (sent && storyIn(sent.remoteId))
    throw rejected(
      'story_stands',
      'A story at VK cannot be changed once it is out. Remove it, and publish anew.',
    )
  const [part] = content.parts
  const place = sent ? placeIn(sent.remoteId) : null
  if (!sent || !part || !place)
    throw rejected(
      'cannot_edit',
      'Carillon does not know this post well enough to change it. Change it at VK.',
    )
  const known = Extra.safeParse(sent.extra).data ?? null
  const poll = pollOf(known, part.poll?.options ?? null)
  const wanted = filesOf(content)
  const kept = (known?.files ?? []).filter(({ digest }) => wanted.some((one) => one.digest === digest))
  const missing = wanted.filter(({ digest }) => !kept.some((one) => one.digest === digest))
  const files = [...kept, ...(await uploadAll(line, missing, { ownerId: ownerOf(account), signal }))]
  await call(line, 'wall.edit', z.object({ post_id: z.number() }), {
    changes: true,
    fields: {
      owner_id: place.ownerId,
      post_id: place.post,
      ...editable(fieldsOf(part, content, files, poll?.name ?? null)),
      close_comments: content.options.closeComments === true || undefined,
    },
    signal,
  }).catch(closedNow)
  if (comment && content.firstReply)
    await editComment(line, comment, textFor(content.firstReply, content), signal)
  const pinned = content.options.pin === true
  if (pinned !== (known?.pinned === true)) await pin(line, sent, pinned)
  return [{ ...sent, extra: { files, poll, ...(pinned && { pinned }) } satisfies Extra }, ...parts.slice(1)]
}

/** How the card of a link looks is said once, when the post is made. */
function editable({ link_title: _, link_photo_id: __, ...fields }: ReturnType<typeof fieldsOf>) {
  return fields
}

/** A poll has its votes: it stays as it is, or the post is made anew. */
function pollOf(known: Extra | null, options: readonly string[] | null): Extra['poll'] {
  const same = (known?.poll?.options ?? []).join('\n') === (options ?? []).join('\n')
  if (same) return known?.poll ?? null
  throw rejected(
    'only_words',
    'A poll at VK stands once it is out. Keep its answers as they are, or publish anew.',
  )
}

async function editComment(line: Line, { remoteId }: SentPart, message: string, signal: AbortSignal) {
  const place = placeIn(remoteId)
  if (place?.comment == null) return
  await call(line, 'wall.editComment', z.unknown(), {
    personal: true,
    changes: true,
    fields: { owner_id: place.ownerId, comment_id: place.comment, message },
    signal,
  }).catch(closedNow)
}

/** VK says that access is denied of a post that may not be changed any more; the sign-in is well. */
function closedNow(failure: unknown): never {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden')
    throw rejected(
      'message_closed',
      'VK does not let this post be changed: it is too old, or it is gone, or the person is no longer an editor. Change it at VK.',
    )
  throw failure
}

/** The comment first, then the post. What is gone already is passed over. */
export const remove: Remove = async (tools, account, parts) => {
  const line = lineOf(tools, account)
  for (const { remoteId } of parts.toReversed()) {
    await removeStory(line, remoteId)
    const place = placeIn(remoteId)
    if (!place) continue
    const { ownerId, post, comment } = place
    const asked =
      comment === null
        ? call(line, 'wall.delete', z.unknown(), { fields: { owner_id: ownerId, post_id: post } })
        : call(line, 'wall.deleteComment', z.unknown(), {
            personal: true,
            fields: { owner_id: ownerId, comment_id: comment },
          })
    await asked.catch(async (failure: unknown) => {
      if (!(await isGone(line, failure, remoteId, comment !== null))) throw failure
    })
  }
}

/** VK tells a post that is gone and one that may not be touched apart by no number, so the wall is asked. */
async function isGone(line: Line, failure: unknown, remoteId: string, isComment: boolean): Promise<boolean> {
  if (!(failure instanceof NetworkFailure)) return false
  if (failure.code === 'message_gone') return true
  if (!['forbidden', 'message_closed', 'not_taken'].includes(failure.code) || line.by === 'community')
    return false
  if (isComment) return failure.code === 'message_closed'
  return (await postsById(line, [remoteId])).length === 0
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
