import { route } from '../../../app/route.ts'
import { Snippet, SnippetBody, SnippetChange, SnippetId, SnippetList } from './contract.ts'
import { addSnippet, changeSnippet, readSnippets, removeSnippet } from './service.ts'

const writes = { may: 'post.write', tag: 'posts' } as const

export const snippetRoutes = [
  route(
    'GET /snippets',
    { ...writes, of: 'channels', summary: 'Snippets, by name', answer: SnippetList },
    ({ ctx, actor }) => readSnippets(ctx, actor),
  ),
  route(
    'POST /snippets',
    { ...writes, summary: 'Keep a snippet', body: SnippetBody, answer: Snippet, status: 201 },
    ({ ctx, actor, body }) => addSnippet(ctx, actor, body),
  ),
  route(
    'PUT /snippets/:id',
    {
      ...writes,
      summary: 'Change a snippet',
      params: SnippetId,
      body: SnippetChange,
      answer: Snippet,
    },
    ({ ctx, actor, params, body }) => changeSnippet(ctx, actor, params.id, body),
  ),
  route(
    'DELETE /snippets/:id',
    { ...writes, summary: 'Remove a snippet', params: SnippetId },
    ({ ctx, actor, params }) => removeSnippet(ctx, actor, params.id),
  ),
]
