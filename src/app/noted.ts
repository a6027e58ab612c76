import type { Actor } from './actor.ts'
import { audit } from './audit.ts'
import type { AuditAction } from './audit-actions.ts'
import type { Context, Tx } from './context.ts'
import type { Event } from './event.ts'

type Told = { before?: unknown; after?: unknown }

/** Writes down what was done to a thing of some kind, and tells the open screens of it: both in the transaction of the change. */
export const noting =
  (kind: string, topic: Event['topic']) =>
  async (
    tx: Tx,
    ctx: Context,
    actor: Actor,
    action: AuditAction,
    id: string,
    told: Told = {},
  ): Promise<void> => {
    await audit(tx, actor, { action, subject: { kind, id }, ...told })
    await ctx.events.emit(tx, { workspaceId: actor.workspaceId, topic, id })
  }
