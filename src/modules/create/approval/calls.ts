import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { notifyAll, type Trouble } from '../../publish/notifications/index.ts'
import { judgeCalled } from '../company/index.ts'
import { approvalError } from './errors.ts'
import type { PostHead } from './post.ts'

/** Whoever is mentioned is told, so they must see the post: members, and on this channel. */
export async function refuseMentions(
  db: Db,
  workspaceId: string,
  mentions: readonly string[],
  about: { postId: string; channelId: string | null },
): Promise<void> {
  if (mentions.length === 0) return
  const { strangers, blind } = await judgeCalled(db, workspaceId, mentions, about)
  if (strangers.length > 0) throw approvalError('no_such_person')
  if (blind.length > 0) throw approvalError('not_mentionable', { names: blind.join(', ') })
}

type Said = {
  id: string
  kind: 'comment' | 'change'
  words: string
  mentions: readonly string[]
  forClients?: boolean
  /** What it answers. */
  parent: { personId: string | null; channelId: string | null } | null
}

/** Tells who is called upon, whoever is answered, and of a request whoever wrote the post. */
export async function tellOf(tx: Tx, ctx: Context, actor: Actor, post: PostHead, said: Said): Promise<void> {
  const { workspaceId } = actor
  const facts = { by: actor.name, text: said.words.slice(0, 140), postId: post.id }
  const about = { workspaceId, subject: { kind: 'comment', id: said.id }, facts }
  const mentioned = said.mentions.filter((id) => id !== actor.id)
  const answered = await findAnswered(tx, actor, post.id, said, mentioned)
  const troubles: Trouble[] = []
  if (said.kind === 'change')
    troubles.push({
      ...{ workspaceId, facts, kind: 'approval.changes', subject: { kind: 'post', id: post.id } },
      forPeople: post.authorId ? [post.authorId] : null,
    })
  if (mentioned.length > 0) troubles.push({ ...about, kind: 'approval.mentioned', forPeople: mentioned })
  if (answered !== null) troubles.push({ ...about, kind: 'approval.replied', forPeople: [answered] })
  await notifyAll(tx, ctx, troubles)
  await ctx.events.emit(tx, { workspaceId, topic: 'approval', id: post.id })
}

/** Whoever is answered, if they read the answer and are not called upon in it anyway. */
async function findAnswered(
  tx: Tx,
  actor: Actor,
  postId: string,
  { parent, forClients = false }: Said,
  mentioned: readonly string[],
): Promise<string | null> {
  const personId = parent?.personId ?? null
  if (!parent || personId === null || personId === actor.id || mentioned.includes(personId)) return null
  const about = { postId, channelId: parent.channelId }
  const { strangers, blind, outside } = await judgeCalled(tx, actor.workspaceId, [personId], about)
  const isDeaf = strangers.length + blind.length > 0 || (outside.length > 0 && !forClients)
  return isDeaf ? null : personId
}
