import { z } from 'zod'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context } from '../../../app/context.ts'
import { Id } from '../../../app/id.ts'
import { decodeCursor, encodeCursor } from '../../../app/page.ts'
import { refusePartial } from '../../../app/sight.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { IdeaBody, OwnBody, PostAnswer, PostSeed } from '../posts/contract.ts'
import { createPost, judgeBody } from '../posts/index.ts'
import {
  type FillBody,
  fillGaps,
  gapsIn,
  type Template,
  type TemplateBody,
  type TemplateChange,
  type TemplateList,
  type TemplateQuery,
} from './contract.ts'
import { templateError } from './errors.ts'
import * as queries from './queries.ts'

/** Every text of a post, in the order in which they are read. */
function textsOf({ content, variants }: PostSeed): string[] {
  return [content, ...variants.map((variant) => variant.content)].flatMap((one) => [
    one?.title ?? '',
    ...(one?.parts ?? []).flatMap((part) => [
      part.text ?? '',
      part.link?.url ?? '',
      ...(part.media ?? []).map(({ alt }) => alt),
    ]),
    one?.firstReply ?? '',
  ])
}

const tell = ({ post, updatedAt, archivedAt, ...row }: queries.StoredTemplate): Template => ({
  ...row,
  post,
  variables: [...new Set(textsOf(post).flatMap(gapsIn))],
  updatedAt: updatedAt.toISOString(),
  archivedAt: archivedAt?.toISOString() ?? null,
})

export async function readTemplate(ctx: Context, actor: Actor, id: string): Promise<Template> {
  refusePartial(actor)
  const found = await queries.findTemplate(ctx.db, actor.workspaceId, id)
  if (!found) throw templateError('not_found')
  return tell(found)
}

const Place = z.tuple([z.string().max(200), Id])

export async function pageTemplates(ctx: Context, actor: Actor, query: TemplateQuery): Promise<TemplateList> {
  refusePartial(actor)
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, Place)
  if (after === undefined) throw templateError('cursor')
  const found = await queries.listTemplates(ctx.db, actor.workspaceId, query, query.limit + 1, after)
  const page = found.slice(0, query.limit)
  const last = found.length > query.limit ? page.at(-1) : undefined
  return { items: page.map(tell), next: last ? encodeCursor([last.name.toLowerCase(), last.id]) : null }
}

export async function addTemplate(ctx: Context, actor: Actor, body: TemplateBody): Promise<Template> {
  refusePartial(actor)
  await judgeBody(ctx, actor, { ...body.post, wish: null }, true)
  const id = await ctx.db.transaction().execute(async (tx) => {
    await refuseNamesake(tx, actor, body.name, null)
    const id = await queries.insertTemplate(tx, actor.workspaceId, body)
    await note(tx, ctx, actor, id, 'post_template.added', { name: body.name })
    return id
  })
  return readTemplate(ctx, actor, id)
}

export async function changeTemplate(
  ctx: Context,
  actor: Actor,
  id: string,
  { version, ...body }: TemplateChange,
): Promise<Template> {
  refusePartial(actor)
  await judgeBody(ctx, actor, { ...body.post, wish: null }, true)
  await alter(ctx, actor, id, 'post_template.changed', async (tx, found) => {
    if (found.version !== version) throw templateError('changed')
    if (found.archivedAt) throw templateError('archived')
    await refuseNamesake(tx, actor, body.name, id)
    return body
  })
  return readTemplate(ctx, actor, id)
}

/** It is no longer offered; posts that were made of it stay. */
export async function archiveTemplate(ctx: Context, actor: Actor, id: string): Promise<Template> {
  await alter(ctx, actor, id, 'post_template.archived', async () => ({ archivedAt: ctx.clock.now() }))
  return readTemplate(ctx, actor, id)
}

export async function restoreTemplate(ctx: Context, actor: Actor, id: string): Promise<Template> {
  await alter(ctx, actor, id, 'post_template.restored', async (tx, found) => {
    await refuseNamesake(tx, actor, found.name, id)
    return { archivedAt: null }
  })
  return readTemplate(ctx, actor, id)
}

async function alter(
  ctx: Context,
  actor: Actor,
  id: string,
  action: AuditAction,
  work: (
    tx: Tx,
    found: queries.StoredTemplate,
  ) => Promise<Partial<TemplateBody> & { archivedAt?: Date | null }>,
): Promise<void> {
  refusePartial(actor)
  await ctx.db.transaction().execute(async (tx) => {
    const found = await queries.lockTemplate(tx, actor.workspaceId, id)
    if (!found) throw templateError('not_found')
    const patch = { ...(await work(tx, found)), version: found.version + 1 }
    await queries.updateTemplate(tx, actor.workspaceId, id, patch, ctx.clock.now())
    await note(tx, ctx, actor, id, action, { name: patch.name ?? found.name })
  })
}

async function note(tx: Tx, ctx: Context, actor: Actor, id: string, action: AuditAction, after: object) {
  await audit(tx, actor, { action, subject: { kind: 'post_template', id }, after })
  await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic: 'templates', id })
}

async function refuseNamesake(tx: Tx, actor: Actor, name: string, except: string | null): Promise<void> {
  if (await queries.isNameTaken(tx, actor.workspaceId, name, except))
    throw templateError('name_taken', { name })
}

/** A draft of a template, with its gaps filled as far as somebody said what stands in them. */
export async function fillTemplate(
  ctx: Context,
  actor: Actor,
  id: string,
  { values, channelIds, clientId }: FillBody,
): Promise<PostAnswer> {
  const { post } = await readTemplate(ctx, actor, id)
  const filled = filledSeed(post, values)
  const variants =
    channelIds?.map(
      (channelId) =>
        filled.variants.find((one) => one.channelId === channelId) ?? {
          channelId,
          content: null,
          options: {},
        },
    ) ?? filled.variants
  return createPost(ctx, actor, { ...filled, variants, wish: null, ...(clientId && { clientId }) })
}

export function filledSeed(post: PostSeed, values: Readonly<Record<string, string>>): PostSeed {
  const fill = (text: string) => fillGaps(text, values)
  const part = <P extends Partial<IdeaBody['parts'][number]>>(one: P): P => ({
    ...one,
    ...(one.text !== undefined && { text: fill(one.text) }),
    ...(one.media && { media: one.media.map(({ alt, ...medium }) => ({ ...medium, alt: fill(alt) })) }),
  })
  const own = <C extends OwnBody>(content: C): C => ({
    ...content,
    ...(content.title !== undefined && { title: fill(content.title) }),
    ...(content.parts && { parts: content.parts.map(part) }),
    ...(content.firstReply && { firstReply: fill(content.firstReply) }),
  })
  return {
    ...post,
    content: own(post.content),
    variants: post.variants.map((variant) => ({
      ...variant,
      content: variant.content && own(variant.content),
    })),
  }
}
