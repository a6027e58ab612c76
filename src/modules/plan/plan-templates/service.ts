import type { Actor } from '../../../app/actor.ts'
import type { AuditAction } from '../../../app/audit-actions.ts'
import type { Context, Tx } from '../../../app/context.ts'
import { noting } from '../../../app/noted.ts'
import { refusePartial } from '../../../app/sight.ts'
import { dayOf } from '../../../platform/civil.ts'
import { lockWorkspace } from '../../people/members/index.ts'
import { findSetting, readPlan } from '../content-plan/index.ts'
import {
  mostTemplates,
  type Proposal,
  type ProposalBody,
  type Template,
  type TemplateBody,
  type TemplateChange,
  TemplateContent,
  type TemplateFile,
  type TemplateSummary,
} from './contract.ts'
import { templateError } from './errors.ts'
import { contentOf } from './of-plan.ts'
import { propose } from './propose.ts'
import * as queries from './queries.ts'

const tell = noting('plan_template', 'plan')

const present = (row: queries.TemplateRow): Template => ({
  id: row.id,
  name: row.name,
  about: row.about,
  content: TemplateContent.parse(row.content),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

export async function listTemplates(ctx: Context, actor: Actor): Promise<TemplateSummary[]> {
  refusePartial(actor, 'plan.manage')
  const rows = await queries.listTemplates(ctx.db, actor.workspaceId)
  return rows.map(present).map(({ content, ...template }) => ({
    ...template,
    perWeek: content.lines.reduce((sum, { perWeek }) => sum + perWeek, 0),
    pillars: content.pillars.map(({ name }) => name),
    rubrics: content.rubrics.map(({ name }) => name),
  }))
}

export async function readTemplate(ctx: Context, actor: Actor, id: string): Promise<Template> {
  refusePartial(actor, 'plan.manage')
  const row = await queries.findTemplate(ctx.db, actor.workspaceId, id)
  if (!row) throw templateError('not_found')
  return present(row)
}

export async function fileOf(ctx: Context, actor: Actor, id: string): Promise<TemplateFile> {
  const { name, about, content } = await readTemplate(ctx, actor, id)
  return { kind: 'carillon.content-plan-template', edition: 1, name, about, content }
}

/** Keeps the content plan as it is saved. */
export async function keepTemplate(ctx: Context, actor: Actor, body: TemplateBody): Promise<Template> {
  refusePartial(actor, 'plan.manage')
  return insert(ctx, actor, 'plan_template.added', async (tx) => ({
    ...body,
    content: await currentContent(tx, actor),
  }))
}

export async function importTemplate(
  ctx: Context,
  actor: Actor,
  { name, about, content }: TemplateFile,
): Promise<Template> {
  refusePartial(actor, 'plan.manage')
  return insert(ctx, actor, 'plan_template.imported', async () => ({ name, about, content }))
}

type Values = { name: string; about: string; content: TemplateContent }

async function insert(
  ctx: Context,
  actor: Actor,
  action: AuditAction,
  valuesOf: (tx: Tx) => Promise<Values>,
): Promise<Template> {
  const { workspaceId } = actor
  const id = await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    if ((await queries.countTemplates(tx, workspaceId)) >= mostTemplates)
      throw templateError('too_many', { most: mostTemplates })
    const values = await valuesOf(tx)
    await refuseTaken(tx, workspaceId, values.name, null)
    const made = await queries.insertTemplate(tx, workspaceId, values, ctx.clock.now())
    await tell(tx, ctx, actor, action, made, { after: { name: values.name } })
    return made
  })
  return readTemplate(ctx, actor, id)
}

async function currentContent(tx: Tx, actor: Actor): Promise<TemplateContent> {
  const plan = await readPlan(tx, actor)
  if (plan.version === 0) throw templateError('nothing')
  const channels = await queries.findNetworks(tx, actor.workspaceId)
  return contentOf(plan, new Map(channels.map(({ id, network }) => [id, network])))
}

export async function changeTemplate(
  ctx: Context,
  actor: Actor,
  id: string,
  { renew, ...naming }: TemplateChange,
): Promise<Template> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    await lockWorkspace(tx, workspaceId)
    const before = await mustLock(tx, workspaceId, id)
    if (naming.name !== undefined) await refuseTaken(tx, workspaceId, naming.name, id)
    const content = renew ? await currentContent(tx, actor) : undefined
    await queries.updateTemplate(
      tx,
      workspaceId,
      id,
      { ...naming, ...(content && { content }) },
      ctx.clock.now(),
    )
    await tell(tx, ctx, actor, 'plan_template.changed', id, {
      before: { name: before.name },
      after: { name: naming.name ?? before.name },
    })
  })
  return readTemplate(ctx, actor, id)
}

export async function removeTemplate(ctx: Context, actor: Actor, id: string): Promise<void> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const { name } = await mustLock(tx, workspaceId, id)
    await queries.deleteTemplate(tx, workspaceId, id)
    await tell(tx, ctx, actor, 'plan_template.removed', id, { before: { name } })
  })
}

/** What the content plan would be; nothing is saved. */
export async function proposePlan(ctx: Context, actor: Actor, body: ProposalBody): Promise<Proposal> {
  refusePartial(actor, 'plan.manage')
  const { workspaceId } = actor
  const [plan, channels, setting] = await Promise.all([
    readPlan(ctx.db, actor),
    queries.findNetworks(ctx.db, workspaceId),
    findSetting(ctx.db, workspaceId),
  ])
  refuseStrange(body, channels)
  return propose(plan, body, channels, dayOf(ctx.clock.now(), setting.timeZone))
}

function refuseStrange({ content, channels: named = [] }: ProposalBody, channels: readonly { id: string }[]) {
  const there = new Set(channels.map(({ id }) => id))
  if (named.some(({ channelId }) => !there.has(channelId))) throw templateError('no_channel')
  const count = content.lines.length
  const beyond = named.find(({ line }) => line !== null && line >= count)
  if (beyond) throw templateError('no_line', { line: beyond.line ?? 0, count })
}

async function mustLock(tx: Tx, workspaceId: string, id: string): Promise<queries.TemplateRow> {
  const row = await queries.lockTemplate(tx, workspaceId, id)
  if (!row) throw templateError('not_found')
  return row
}

async function refuseTaken(tx: Tx, workspaceId: string, name: string, but: string | null): Promise<void> {
  if (await queries.isNameTaken(tx, workspaceId, name, but)) throw templateError('name_taken', { name })
}
