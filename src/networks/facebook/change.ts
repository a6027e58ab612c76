import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove, SentPart } from '../kit/network.ts'
import { absent, ask, Done, type Line, lineOf } from './client.ts'
import { Extra, linkOf } from './post.ts'

export const edit: Edit = async ({ tools, account, content, parts, signal }) => {
  const [post, comment] = parts
  const [part] = content.parts
  const known = Extra.safeParse(post?.extra).data
  if (!post || !part || !known)
    throw rejected(
      'cannot_edit',
      'Carillon does not know this post well enough to change it. Change it at Facebook.',
    )
  if (known.kind === 'story')
    throw rejected('story_stands', 'A story at Facebook cannot be changed. Take it away, or let it end.')
  const same = part.media.map(({ digest }) => digest).join() === known.digests.join()
  if (!same || linkOf(part, content) !== known.link)
    throw rejected(
      'only_words',
      'Of a post at Facebook, Carillon changes the words alone. Keep its pictures, its film and its link as they are, or publish anew.',
    )
  if ((comment === undefined) !== (content.firstReply === null))
    throw rejected(
      'thread_length',
      'A first comment is neither added to a post that is out nor taken away. Leave it as it is.',
    )
  const line = await lineOf(tools, account)
  // A film keeps its words itself.
  const { video } = known
  await say(line, video ?? post.remoteId, { [video ? 'description' : 'message']: part.text }, signal)
  if (comment && content.firstReply)
    await say(line, comment.remoteId, { message: content.firstReply }, signal)
  return [...parts]
}

const say = (line: Line, id: string, form: Record<string, string>, signal: AbortSignal) =>
  ask(line, Done, { method: 'POST', path: id, form, changes: true, signal })

export const remove: Remove = async (tools, account, parts) => {
  const line = await lineOf(tools, account)
  for (const part of parts.toReversed()) await takeAway(line, part)
}

/** A film takes its post along. What is gone already is passed over. */
const takeAway = (line: Line, { remoteId, extra }: SentPart) =>
  ask(line, Done, {
    method: 'DELETE',
    path: Extra.safeParse(extra).data?.video ?? remoteId,
  }).catch(absent)

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
