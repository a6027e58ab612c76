import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { namedVerbs, tellNamed } from '../../../app/named.ts'
import type { Snippet, SnippetBody, SnippetChange } from './contract.ts'
import { snippetError } from './errors.ts'
import { findAll, insert, lock, remove, type SnippetRow, update } from './queries.ts'

export async function readSnippets({ db }: Context, { workspaceId }: Actor): Promise<{ items: Snippet[] }> {
  return { items: (await findAll(db, workspaceId)).map(tellNamed) }
}

const verbs = namedVerbs<SnippetBody, SnippetRow>({
  kind: 'snippet',
  most: 200,
  unique: 'snippets_by_name',
  error: snippetError,
  queries: { findAll, lock, insert, update, remove },
})
export const { add: addSnippet, remove: removeSnippet } = verbs

export const changeSnippet = (
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: SnippetChange,
): Promise<Snippet> => verbs.change(ctx, actor, id, { version, body })
