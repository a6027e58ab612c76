import { z } from 'zod'
import { NetworkFailure } from '../kit/failure.ts'
import type { Edit, Remove, SentPart } from '../kit/network.ts'
import { ask, done, type Line } from './client.ts'
import { commentPart, digestOf, Extra } from './parts.ts'
import { expectFits, mediaOf, refuse, wishOf } from './post.ts'

const Changed = done(z.object({ things: z.array(z.unknown()) }))

/** Reddit lets the words of a text post and of a comment be changed, and nothing else. */
export const edit: Edit = async ({ tools, account, signal, content, parts }) => {
  const [post, reply] = parts
  const before = Extra.safeParse(post?.extra)
  if (!post || !before.success)
    refuse('cannot_edit', 'Carillon does not know this post well enough to change it. Change it at Reddit.')
  const wish = wishOf(content)
  expectFits(wish, content.firstReply, account)
  const { kind, title, text, media } = before.data
  if (title !== digestOf(wish.title))
    refuse(
      'title_fixed',
      'Nobody can change the title of a Reddit post. Put it back as it was, or post anew.',
    )
  if (
    kind !== wish.shape.kind ||
    media.join() !==
      mediaOf(wish)
        .map(({ digest }) => digest)
        .join()
  )
    refuse(
      'only_words',
      'Of a Reddit post that is out, only the words can be changed. Keep what it shows, or post anew.',
    )
  const newText = text !== digestOf(wish.text)
  if (newText && kind !== 'self')
    refuse(
      'only_text_posts',
      'Reddit lets the words of text posts be changed, and of no others. Delete it and post anew.',
    )
  if ((content.firstReply === null) !== (reply === undefined))
    refuse('only_words', 'A first comment can be neither added nor taken away by a change. Do it at Reddit.')
  const line = { tools, account, signal }
  const changed: SentPart = { ...post, extra: { ...before.data, text: digestOf(wish.text) } }
  if (newText) await write(line, post.remoteId, wish.text)
  if (!reply || content.firstReply === null) return [changed]
  await write(line, reply.remoteId, content.firstReply)
  const { extra } = commentPart({ name: reply.remoteId, permalink: '' }, content.firstReply)
  return [changed, { ...reply, ...(extra !== undefined && { extra }) }]
}

const write = (line: Line, thing: string, text: string): Promise<unknown> =>
  ask(line, Changed, {
    method: 'POST',
    path: '/api/editusertext',
    about: 'change',
    form: { thing_id: thing, text, validate_on_submit: 'true' },
    changes: true,
  })

/** What is gone already is taken away as well: Reddit says nothing of it. The comment first, which is seen even beneath a deleted post. */
export const remove: Remove = async (tools, account, parts) => {
  for (const { remoteId } of parts.toReversed())
    await ask({ tools, account }, z.unknown(), {
      method: 'POST',
      path: '/api/del',
      about: 'change',
      form: { id: remoteId },
    }).catch((failure: unknown) => {
      if (!(failure instanceof NetworkFailure) || failure.code !== 'message_gone') throw failure
    })
}
