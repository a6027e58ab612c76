import type { Actor } from '../../../app/actor.ts'
import { isWithin, type Reach, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import type { Viewer } from '../../../app/sight.ts'
import { findMediaFacts } from '../media/index.ts'
import type { PostAnswer, PostChange } from '../posts/contract.ts'
import type { PostVersion, RestoreBody, SaidVariant, VersionItem, VersionQuery } from './contract.ts'
import { versionError } from './errors.ts'
import { findChannelIds, findVersion, findVersions, isSeen, type Said, type VersionRow } from './queries.ts'

/** How a post is changed, with the version that is brought back. */
export type ChangePost = (
  ctx: Context,
  actor: Actor,
  id: string,
  change: PostChange,
  restoredFrom: number,
) => Promise<PostAnswer>

/** What a post said before, the newest first. */
export async function pageVersions(ctx: Context, viewer: Viewer, postId: string, query: VersionQuery) {
  if (!(await isSeen(ctx.db, viewer, postId))) throw versionError('no_post')
  const before = query.cursor === undefined ? null : Number(query.cursor)
  const rows = await findVersions(ctx.db, viewer.workspaceId, postId, { before, limit: query.limit + 1 })
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  const sight = sightOf(viewer)
  return { items: page.map((row) => itemOf(row, sight)), next: last ? String(last.version) : null }
}

/** What one version says on channels that the viewer sees. */
export async function readVersion(
  ctx: Context,
  viewer: Viewer,
  postId: string,
  id: string,
): Promise<PostVersion> {
  const row = await findOrThrow(ctx, viewer, postId, id)
  const sight = sightOf(viewer)
  const variants = row.variants.filter(({ channelId }) => isWithin(sight, channelId))
  const machineMade = row.machineMade.filter(
    ({ channelId }) => channelId === null || isWithin(sight, channelId),
  )
  return { ...itemOf(row, sight), content: row.content, variants, machineMade }
}

/**
 * Brings the words of a version back, as a new version. Channels, the time and what the post is for stay as they are: a
 * post that is on its way keeps its deliveries, and what was approved is asked again where its words become others.
 */
export async function restoreVersion(
  ctx: Context,
  actor: Actor,
  postId: string,
  id: string,
  body: RestoreBody,
  change: ChangePost,
): Promise<PostAnswer> {
  const { workspaceId } = actor
  const row = await findOrThrow(ctx, actor, postId, id)
  const [channelIds, facts] = await Promise.all([
    findChannelIds(ctx.db, workspaceId, postId),
    findMediaFacts(ctx.db, workspaceId, mediaIdsOf(row)),
  ])
  const isThere = (id: string): boolean => facts.has(id)
  const variants = row.variants
    .filter(({ channelId }) => channelIds.has(channelId) && isWithin(sightOf(actor), channelId))
    .map((variant) => ({ ...variant, content: withoutGone(variant.content, isThere) }))
  const content = withoutGone(row.content, isThere)
  // What a machine wrote is a machine's again, with the words.
  const back = new Set([null, ...variants.map(({ channelId }) => channelId)])
  const machineMade = row.machineMade.filter(({ channelId }) => back.has(channelId))
  return change(ctx, actor, postId, { version: body.version, content, variants, machineMade }, row.version)
}

async function findOrThrow(ctx: Context, viewer: Viewer, postId: string, id: string): Promise<VersionRow> {
  if (!(await isSeen(ctx.db, viewer, postId))) throw versionError('no_post')
  const row = await findVersion(ctx.db, viewer.workspaceId, postId, id)
  if (!row) throw versionError('not_found')
  return row
}

function itemOf(row: Omit<VersionRow, keyof Said>, sight: Reach): VersionItem {
  const fields = row.fields.filter(
    (name) => name === 'content' || isWithin(sight, name.slice('variant:'.length)),
  )
  return {
    ...{ id: row.id, version: row.version, by: row.by, fields, restoredFrom: row.restoredFrom },
    elsewhere: fields.length < row.fields.length,
    begunAt: row.begunAt.toISOString(),
    savedAt: row.savedAt.toISOString(),
  }
}

type Content = { parts?: SaidParts }
type SaidParts = NonNullable<NonNullable<SaidVariant['content']>['parts']>

function mediaIdsOf({ content, variants }: Pick<VersionRow, 'content' | 'variants'>): string[] {
  const parts = [content, ...variants.map((one) => one.content)].flatMap(
    (one: Content | null) => one?.parts ?? [],
  )
  const ids = parts.flatMap(({ media, link }) => [
    ...(media ?? []).map(({ id }) => id),
    ...(link?.imageMediaId ? [link.imageMediaId] : []),
  ])
  return [...new Set(ids)]
}

/** Pictures that left the library since do not come back with the words. */
function withoutGone<C extends Content | null>(content: C, isThere: (id: string) => boolean): C {
  if (!content?.parts) return content
  const parts = content.parts.map((part) => ({
    ...part,
    ...(part.media && { media: part.media.filter(({ id }) => isThere(id)) }),
    ...(part.link?.imageMediaId &&
      !isThere(part.link.imageMediaId) && { link: { ...part.link, imageMediaId: null } }),
  }))
  return { ...content, parts }
}
