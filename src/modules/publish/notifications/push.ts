import { asChannelRoles } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { asRole } from '../../../app/rights.ts'
import { findListeners, pushTo } from '../push/index.ts'
import { concerns } from './concern.ts'
import { type NotificationKind, pushedByDefault } from './contract.ts'
import { pushOne } from './jobs.ts'
import { sayShort } from './letter.ts'
import { findOpenNotice, findUntold, findWorkspaceName, markPushed } from './queries.ts'

/** What a device is told of in one go; the rest is in the app, and in the letter. */
const tellMost = 10

/** Asks for one push for each device of each person whom something new concerns and who wants to be told of it so. */
export async function spreadPushes(ctx: Context, workspaceId: string): Promise<void> {
  const [workspace, fresh] = await Promise.all([
    findWorkspaceName(ctx.db, workspaceId),
    findUntold(ctx.db, workspaceId, 'pushedAt'),
  ])
  if (!workspace || fresh.length === 0) return
  const listeners = workspace.demo ? [] : await findListeners(ctx.db, workspaceId, ctx.clock.now())
  await ctx.db.transaction().execute(async (tx) => {
    const mine = await markPushed(
      tx,
      fresh.map(({ id }) => id),
    )
    for (const one of listeners) {
      const holder = { role: asRole(one.role), channels: asChannelRoles(one.channelRoles) }
      const chosen = new Map(one.settings.map(({ kind, push }) => [kind, push]))
      const wants = (kind: string) => chosen.get(kind) ?? pushedByDefault.includes(kind as NotificationKind)
      const told = fresh
        .filter(({ id, kind }) => mine.has(id) && wants(kind))
        .filter(({ forPeople }) => forPeople === null || forPeople.includes(one.userId))
        .filter((notice) => concerns(holder, notice))
        .slice(0, tellMost)
      const language = one.language ?? workspace.language
      for (const deviceId of one.deviceIds)
        for (const { id: notificationId } of told)
          await ctx.jobs.add(pushOne, { deviceId, notificationId, language }, { tx })
    }
  })
}

/** What has ended meanwhile is not told any more. */
export async function tellDevice(
  ctx: Context,
  { deviceId, notificationId, language }: { deviceId: string; notificationId: string; language: string },
): Promise<void> {
  const notice = await findOpenNotice(ctx.db, notificationId)
  if (!notice) return
  const { workspaceId, kind, subjectKind, subjectId, count } = notice
  const workspace = await findWorkspaceName(ctx.db, workspaceId)
  if (!workspace) return
  const facts = notice.facts as Record<string, unknown>
  const { path } = facts
  await pushTo(ctx, deviceId, {
    title: workspace.name,
    body: sayShort(language, { kind: kind as NotificationKind, facts, count }),
    url: typeof path === 'string' ? path : `/w/${workspaceId}/`,
    tag: `${kind} ${subjectKind} ${subjectId}`,
  })
}
