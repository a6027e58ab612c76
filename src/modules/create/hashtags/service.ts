import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { namedVerbs, tellNamed } from '../../../app/named.ts'
import type { HashtagList, HashtagSet, HashtagSetBody, HashtagSetChange } from './contract.ts'
import { hashtagError } from './errors.ts'
import { findAll, findUses, insert, lock, remove, type SetRow, update } from './queries.ts'

const mostUsed = 300

export async function readHashtags(ctx: Context, actor: Actor): Promise<HashtagList> {
  const [sets, { used, looked }] = await Promise.all([
    findAll(ctx.db, actor.workspaceId),
    findUses(ctx.db, actor, ctx.clock.now(), mostUsed),
  ])
  return {
    sets: sets.map(tellNamed),
    used: used.map(({ lastAt, ...use }) => ({ ...use, lastAt: lastAt.toISOString() })),
    looked,
  }
}

const verbs = namedVerbs<HashtagSetBody, SetRow>({
  kind: 'hashtag_set',
  most: 200,
  unique: 'hashtag_sets_by_name',
  error: hashtagError,
  queries: { findAll, lock, insert, update, remove },
})
export const { add: addSet, remove: removeSet } = verbs

export const changeSet = (
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: HashtagSetChange,
): Promise<HashtagSet> => verbs.change(ctx, actor, id, { version, body })
