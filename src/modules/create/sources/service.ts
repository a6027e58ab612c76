import { z } from 'zod'
import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { mayOn, refuseBeyond } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { askerOf } from '../../people/callers/index.ts'
import { findAllChannels, isCampaign } from '../posts/index.ts'
import type {
  PreviewBody,
  Source,
  SourceBody,
  SourceChange,
  SourceItemList,
  SourceItemQuery,
} from './contract.ts'
import { sourceError } from './errors.ts'
import { fetchFeed } from './fetch.ts'
import { fetchSourceJob } from './jobs.ts'
import * as queries from './queries.ts'
import { refusal, textFor } from './rules.ts'
import { endTold } from './trouble.ts'

const mostSources = 100

const tell = (
  { madeBy: _, madeKey: __, etag: ___, lastModified: ____, ...source }: queries.StoredSource,
  made: number,
): Source => ({
  ...source,
  fetchedAt: source.fetchedAt?.toISOString() ?? null,
  nextAt: source.nextAt.toISOString(),
  made,
})

export async function listSources(ctx: Context, actor: Actor): Promise<Source[]> {
  const [found, made] = await Promise.all([
    queries.listSources(ctx.db, actor.workspaceId, mostSources),
    queries.countMade(ctx.db, actor.workspaceId),
  ])
  return found.filter((one) => isSeen(actor, one)).map((one) => tell(one, made.get(one.id) ?? 0))
}

/** A feed is one rule for all of its channels: it is seen by who sees each of them, and without channels by who sees those to come. */
function isSeen(actor: Actor, { rules: { channelIds } }: Pick<queries.StoredSource, 'rules'>): boolean {
  const sight = sightOf(actor)
  return channelIds.length === 0
    ? mayOn(actor, 'workspace.read', [])
    : channelIds.every((id) => isWithin(sight, id))
}

/** It is for who may write on every channel to which it goes; `lets`: and, where it publishes, may publish there. */
async function refuseChannels(
  db: Db,
  actor: Actor,
  { rules: { channelIds }, publish }: Pick<queries.StoredSource, 'rules' | 'publish'>,
  lets: 'write' | 'publish',
): Promise<void> {
  await refuseBeyond(db, actor, 'post.write', channelIds)
  if (lets === 'publish' && publish === 'scheduled') await refuseBeyond(db, actor, 'post.publish', channelIds)
}

async function writableSource(db: Db, actor: Actor, id: string, lets: 'write' | 'publish' = 'write') {
  const found = await queries.lockSource(db, actor.workspaceId, id)
  if (!found || !isSeen(actor, found)) throw sourceError('not_found')
  await refuseChannels(db, actor, found, lets)
  return found
}

export async function readSource(ctx: Context, actor: Actor, id: string): Promise<Source> {
  const found = await queries.findSource(ctx.db, actor.workspaceId, id)
  if (!found || !isSeen(actor, found)) throw sourceError('not_found')
  return tell(found, (await queries.countMade(ctx.db, actor.workspaceId)).get(id) ?? 0)
}

export async function addSource(ctx: Context, actor: Actor, body: SourceBody): Promise<Source> {
  await refuseBody(ctx, actor, body)
  const { workspaceId } = actor
  const there = await queries.listSources(ctx.db, workspaceId, mostSources)
  if (there.length >= mostSources) throw sourceError('too_many', { most: mostSources })
  const id = await ctx.db.transaction().execute(async (tx) => {
    const row = { ...body, ...askerOf(actor), nextAt: ctx.clock.now() }
    const id = await queries.insertSource(tx, workspaceId, row)
    await note(tx, ctx, actor, id, 'post_source.added', { url: body.url, publish: body.publish })
    await ctx.jobs.add(fetchSourceJob, { workspaceId, sourceId: id }, { tx, key: `source ${id}` })
    return id
  })
  return readSource(ctx, actor, id)
}

async function refuseBody(ctx: Context, actor: Actor, { rules, publish }: SourceBody): Promise<void> {
  const channels = new Set((await findAllChannels(ctx.db, actor)).map(({ id }) => id))
  if (!rules.channelIds.every((id) => channels.has(id))) throw sourceError('no_channel')
  if (rules.campaignId && !(await isCampaign(ctx.db, actor, rules.campaignId)))
    throw sourceError('no_campaign')
  if (publish !== 'draft' && rules.channelIds.length === 0) throw sourceError('channels_missing')
  if (publish === 'scheduled' && !actorMaySomewhere(actor, 'post.publish'))
    throw sourceError('may_not_publish')
  await refuseChannels(ctx.db, actor, { rules, publish }, 'publish')
}

export async function changeSource(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: SourceChange,
): Promise<Source> {
  await readSource(ctx, actor, id)
  await refuseBody(ctx, actor, body)
  return alter(ctx, actor, id, 'post_source.changed', (found) => {
    if (found.version !== version) throw sourceError('changed')
    const isElsewhere = body.url !== found.url
    const anew = { etag: null, lastModified: null, fetchedAt: null, failures: 0, trouble: null }
    return { ...body, ...askerOf(actor), ...(isElsewhere && { ...anew, nextAt: ctx.clock.now() }) }
  })
}

export const pauseSource = (ctx: Context, actor: Actor, id: string): Promise<Source> =>
  alter(ctx, actor, id, 'post_source.paused', () => ({ state: 'paused' }))

/** Whoever resumes it answers for it from then on. */
export const resumeSource = (ctx: Context, actor: Actor, id: string): Promise<Source> =>
  alter(ctx, actor, id, 'post_source.resumed', ({ publish }) => {
    if (publish === 'scheduled' && !actorMaySomewhere(actor, 'post.publish'))
      throw sourceError('may_not_publish')
    return { state: 'running', ...askerOf(actor), nextAt: ctx.clock.now(), failures: 0 }
  })

/** Fetches it now, whatever it waits for. */
export async function fetchNow(ctx: Context, actor: Actor, id: string): Promise<void> {
  const { workspaceId } = actor
  await writableSource(ctx.db, actor, id)
  await ctx.jobs.add(fetchSourceJob, { workspaceId, sourceId: id }, { key: `source ${id}` })
}

/** Posts that were made of it stay. */
export async function removeSource(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.db.transaction().execute(async (tx) => {
    const found = await writableSource(tx, actor, id)
    await queries.deleteSource(tx, actor.workspaceId, id)
    await endTold(tx, ctx, actor.workspaceId, id)
    await note(tx, ctx, actor, id, 'post_source.removed', { url: found.url })
  })
}

async function alter(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (found: queries.StoredSource) => Partial<queries.StoredSource>,
): Promise<Source> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const found = await writableSource(tx, actor, id, action === 'post_source.resumed' ? 'publish' : 'write')
    const patch = work(found)
    await queries.updateSource(tx, workspaceId, id, { ...patch, version: found.version + 1 })
    // Whoever pauses it knows; with another address, or resumed, it is tried anew.
    if (patch.state !== undefined || patch.failures !== undefined) await endTold(tx, ctx, workspaceId, id)
    await note(tx, ctx, actor, id, action, { url: patch.url ?? found.url })
    if (patch.nextAt)
      await ctx.jobs.add(fetchSourceJob, { workspaceId, sourceId: id }, { tx, key: `source ${id}` })
  })
  return readSource(ctx, actor, id)
}

async function note(tx: Tx, ctx: Context, actor: Actor, id: string, action: AuditAction, after: object) {
  await audit(tx, actor, { action, subject: { kind: 'post_source', id }, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'sources', id })
}

const Place = z.tuple([z.string().regex(/^\d{4}-[\d :.+-]{6,34}$/), z.string().max(1000)])

export async function pageItems(
  ctx: Context,
  actor: Actor,
  id: string,
  { limit, cursor }: SourceItemQuery,
): Promise<SourceItemList> {
  await readSource(ctx, actor, id)
  const after = cursor === undefined ? null : decodeCursor(cursor, Place)
  if (after === undefined) throw sourceError('cursor')
  const found = await queries.listItems(ctx.db, actor.workspaceId, id, limit + 1, after)
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(({ place: _, ...item }) => item),
    next: last ? encodeCursor([last.place, last.key]) : null,
  }
}

const previewed = 20

/** What the feed says at the moment, and what would become of it; nothing is kept. */
export async function previewFeed(ctx: Context, { url, rules }: PreviewBody) {
  const fetched = await fetchFeed(ctx, url, { etag: null, lastModified: null })
  if (fetched.kind !== 'feed') {
    const reason = fetched.kind === 'trouble' ? fetched.trouble : ''
    throw reason === 'no_feed'
      ? sourceError('no_feed')
      : sourceError('not_fetched', { reason: reason.replace(/^not_fetched /, '') })
  }
  const { title, format, entries } = fetched.feed
  return {
    ...{ title, format },
    items: entries.slice(0, previewed).map((entry) => ({
      title: entry.title,
      url: entry.url,
      text: textFor(entry, rules.template, title),
      taken: refusal(entry, rules) === null,
    })),
  }
}
