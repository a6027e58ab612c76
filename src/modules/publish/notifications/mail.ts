import { asChannelRoles } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { asRole } from '../../../app/rights.ts'
import { concerns } from './concern.ts'
import type { NotificationKind } from './contract.ts'
import { writeLetter } from './letter.ts'
import { findReaders, findUntold, findWorkspaceName, markMailed } from './queries.ts'

/** Most things told in one letter; the rest is in the app. */
const tellMost = 30

/**
 * One letter to each person who can do something about what is new and wants to be told. It is marked as told after it
 * is sent: should the program end in between, a letter comes twice rather than never.
 */
export async function sendMails(ctx: Context, workspaceId: string): Promise<void> {
  const [workspace, fresh, readers] = await Promise.all([
    findWorkspaceName(ctx.db, workspaceId),
    findUntold(ctx.db, workspaceId, 'mailedAt'),
    findReaders(ctx.db, workspaceId),
  ])
  if (!workspace || fresh.length === 0) return
  for (const reader of workspace.demo ? [] : readers) {
    const holder = { role: asRole(reader.role), channels: asChannelRoles(reader.channelRoles) }
    const items = fresh
      .filter(({ forPeople }) => forPeople === null || forPeople.includes(reader.id))
      .filter((told) => concerns(holder, told) && !reader.unwanted.includes(told.kind))
      .map(({ kind, facts, count }) => ({
        kind: kind as NotificationKind,
        facts: facts as Record<string, unknown>,
        count,
      }))
    if (items.length === 0) continue
    const language = reader.language ?? workspace.language
    const letter = writeLetter(language, workspace.name, ctx.config.appUrl, items.slice(0, tellMost))
    await ctx.mail.send({ to: reader.email, ...letter })
  }
  await markMailed(
    ctx.db,
    fresh.map(({ id }) => id),
  )
}
