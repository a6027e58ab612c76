import type { Edit, Remove, SentPart } from '../kit/network.ts'
import { absent, ask, type Caller, rejected } from './client.ts'
import { littleOf } from './little.ts'
import { namedIn } from './mentions.ts'
import { CommentExtra, Extra, extraOf, wordsOf } from './post.ts'
import { encoded } from './restli.ts'

export const edit: Edit = async ({ tools, account, content, parts, signal }) => {
  const [post, comment] = parts
  const known = Extra.safeParse(post?.extra).data
  if (!post || !known)
    throw rejected(
      'cannot_edit',
      'Carillon does not know this post well enough to change it. Change it at LinkedIn.',
    )
  const wanted = extraOf(content)
  if (JSON.stringify(wanted) !== JSON.stringify(known))
    throw rejected(
      'only_words',
      'Of a post at LinkedIn, Carillon changes the words alone. Keep its pictures, film, link and poll as they are, or publish anew.',
    )
  if ((comment === undefined) !== (content.firstReply === null))
    throw rejected(
      'thread_length',
      'A first comment is neither added to a post that is out nor taken away. Leave it as it is.',
    )
  const caller: Caller = { tools, account, signal }
  await ask(caller, {
    method: 'POST',
    path: `/rest/posts/${encoded(post.remoteId)}`,
    json: { patch: { $set: { commentary: littleOf(wordsOf(content), await namedIn(caller, content)) } } },
    does: 'PARTIAL_UPDATE',
    changes: true,
  })
  if (comment && content.firstReply) await editComment(caller, comment, content.firstReply)
  return [...parts]
}

async function editComment(caller: Caller, comment: SentPart, text: string): Promise<void> {
  await ask(caller, {
    method: 'POST',
    ...commentAt(caller, comment),
    json: { patch: { message: { $set: { text } } } },
    does: 'PARTIAL_UPDATE',
    changes: true,
  })
}

function commentAt({ account }: Caller, { extra }: SentPart) {
  const known = CommentExtra.safeParse(extra).data
  if (!known)
    throw rejected(
      'cannot_edit',
      'Carillon does not know this comment well enough to change it. Change it at LinkedIn.',
    )
  return {
    path: `/rest/socialActions/${encoded(known.post)}/comments/${encoded(known.id)}`,
    query: { actor: account.remoteId },
  }
}

/** What is gone already is passed over. */
export const remove: Remove = async (tools, account, parts) => {
  const caller: Caller = { tools, account }
  const [post, comment] = parts
  if (comment)
    await ask(caller, { method: 'DELETE', ...commentAt(caller, comment), does: 'DELETE' }).catch(absent)
  if (post)
    await ask(caller, {
      method: 'DELETE',
      path: `/rest/posts/${encoded(post.remoteId)}`,
      does: 'DELETE',
    }).catch(absent)
}
