import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { withLimits } from '../../../platform/http/index.ts'
import { sideBy } from '../../../platform/side-by.ts'
import { actorLater } from '../../people/callers/index.ts'
import { addMedia } from '../media/index.ts'
import type { PostBody } from '../posts/contract.ts'
import { createPost, proposePost } from '../posts/index.ts'
import { told } from './check.ts'
import type { RowNote } from './contract.ts'
import { runImportJob } from './jobs.ts'
import type { Meant, Medium } from './judge.ts'
import { findForeign, type Made } from './made-queries.ts'
import { warning, wrong } from './notes.ts'
import * as queries from './queries.ts'

type Asked = { workspaceId: string; importId: string; version: number }

const rowsAtOnce = 100
const sideBySide = 6
/** A job is short, so that a stop waits for little: what is left then is asked for anew. */
const longestMs = 5000
const fetchLimits = { totalMs: 120_000 }

/**
 * Makes posts of the rows that were found good. A row's post has a client id of its own, so a run that was broken off and
 * begun again makes nothing twice.
 */
export async function makeRows(ctx: Context, asked: Asked): Promise<void> {
  const { workspaceId, importId, version } = asked
  const found = await queries.findImport(ctx.db, workspaceId, importId)
  if (!found || found.version !== version || found.state !== 'running') return
  const at = { id: importId, version }
  const actor = await actorLater(ctx, workspaceId, found, 'post.write')
  if (typeof actor === 'string') {
    await told(ctx, workspaceId, at, { state: 'failed', words: actor, done: found.done })
    return
  }
  const until = performance.now() + longestMs
  let done = found.done
  for (;;) {
    const states = ['good', 'warned'] as const
    const rows = await queries.findRows(ctx.db, workspaceId, importId, { states, limit: rowsAtOnce })
    const clients = rows.flatMap(({ body }) => body?.post.clientId ?? [])
    const foreign = await findForeign(ctx.db, actor, found, clients)
    const results = await sideBy(
      sideBySide,
      rows,
      (row) => thereRow(row, foreign) ?? makeRow(ctx, actor, row),
    )
    await queries.saveRows(ctx.db, workspaceId, importId, results)
    done += rows.length
    const isLast = rows.length < rowsAtOnce
    if (!(await told(ctx, workspaceId, at, isLast ? { state: 'done', done } : { done })) || isLast) return
    if (performance.now() > until) return ctx.jobs.add(runImportJob, asked)
  }
}

/** What another import has made since the rows were looked through is not of this one, and not for it to take back. */
function thereRow(
  { n, notes, body }: queries.StoredRow,
  foreign: Made,
): Promise<queries.RowResult> | undefined {
  const postId = foreign.get(body?.post.clientId ?? '')
  return postId === undefined
    ? undefined
    : Promise.resolve({ n, state: 'there', notes: [...notes, warning('there', null)], postId })
}

async function makeRow(
  ctx: Context,
  actor: Actor,
  { n, notes, body }: queries.StoredRow,
): Promise<queries.RowResult> {
  if (!body) return { n, state: 'failed', notes }
  try {
    const { post, propose } = await withMedia(ctx, actor, body)
    const made = await createPost(ctx, actor, post)
    const last = propose && made.stage === 'draft' ? await proposePost(ctx, actor, made.id) : made
    return { n, state: 'made', notes, postId: last.id, madeVersion: last.version }
  } catch (error) {
    if (error instanceof NotFetched) return { n, state: 'failed', notes: [...notes, error.note] }
    // What is refused is told at the row. A database that is away ends the job, which is repeated.
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error
    return { n, state: 'failed', notes: [...notes, ...refusals(error)] }
  }
}

const refusals = ({ message, fields }: AppError): RowNote[] =>
  (fields.length > 0 ? fields.map(({ detail }) => detail) : [message]).map((reason) =>
    wrong('refused', null, { reason: reason.slice(0, 500) }),
  )

class NotFetched extends Error {
  readonly note: RowNote
  constructor(name: string, reason: string) {
    super(reason)
    this.note = wrong('media_not_fetched', null, {
      name: name.slice(0, 200),
      reason: reason.slice(0, 200),
    })
  }
}

async function withMedia(ctx: Context, actor: Actor, { post, media, propose }: Meant) {
  if (!media) return { post, propose }
  const found: { id: string; alt: string }[][] = []
  for (const part of media) {
    const ofPart: { id: string; alt: string }[] = []
    for (const one of part) ofPart.push('id' in one ? one : await fetchMedium(ctx, actor, one))
    found.push(ofPart)
  }
  const parts = post.content.parts.map((part, n) => ({ ...part, media: found[n] ?? part.media }))
  const filled: PostBody = { ...post, content: { ...post.content, parts } }
  return { post: filled, propose }
}

/** Through the guarded way out, into the library: the same file is kept there once. */
export async function fetchMedium(
  ctx: Context,
  actor: Actor,
  { url, alt }: Extract<Medium, { url: string }>,
): Promise<{ id: string; alt: string }> {
  try {
    const response = await ctx.fetch(url, withLimits({ ...fetchLimits, maxBytes: ctx.config.maxUploadBytes }))
    if (!response.ok || !response.body) throw new NotFetched(url, `it answered ${response.status}`)
    const stream = Readable.fromWeb(response.body as ReadableStream)
    const { id } = await addMedia(ctx, actor, { stream, fileName: nameOf(url) })
    return { id, alt }
  } catch (error) {
    if (error instanceof NotFetched) throw error
    throw new NotFetched(url, error instanceof Error ? error.message : String(error))
  }
}

function nameOf(url: string): string {
  const name = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(name) || 'file'
  } catch {
    return name
  }
}
