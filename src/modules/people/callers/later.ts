import { sql } from 'kysely'
import { type Actor, actorMaySomewhere } from '../../../app/actor.ts'
import { asChannelRoles } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { asRole, type Right } from '../../../app/rights.ts'
import { mayOn } from '../../../app/sight.ts'
import { callerOfKeyId } from '../keys/index.ts'
import { isGuarded } from '../sign-in/index.ts'

/** Who asked for something that is done later, as a row keeps it. */
export type Asker = { madeBy: string | null; madeKey: string | null }

export const askerOf = ({ kind, id }: Pick<Actor, 'kind' | 'id'>): Asker => ({
  madeBy: kind === 'person' ? id : null,
  madeKey: kind === 'key' ? id : null,
})

/** Why nothing is done for whoever asked: they left, or may not write any more. */
type NotLater = 'asker_gone' | 'may_not_write'

/**
 * Whoever asked, with the rights that they have now; else why not. Routes ask for a right at the door, a job has no door: it
 * asks here. Somebody is gone too when the workspace is about to go.
 */
export async function actorLater(
  ctx: Context,
  workspaceId: string,
  { madeBy, madeKey }: Asker,
  right: Right,
): Promise<Actor | NotLater> {
  const found = madeBy
    ? await findMember(ctx, workspaceId, madeBy)
    : madeKey && (await callerOfKeyId(ctx, workspaceId, madeKey))
  if (!found) return 'asker_gone'
  const actor = { ...found, workspaceId, requestId: null, ip: null }
  return actorMaySomewhere(actor, right) ? actor : 'may_not_write'
}

/** Trouble is told to who asked, while they may mend it; else, with null, to all who may. `channelIds`: it is mended on all of these; null: it is of no channel. */
export async function whomToTell(
  ctx: Context,
  workspaceId: string,
  asker: Asker,
  right: Right,
  channelIds: readonly string[] | null,
): Promise<string[] | null> {
  if (!asker.madeBy) return null
  const found = await actorLater(ctx, workspaceId, asker, right)
  if (typeof found === 'string') return null
  return channelIds === null || mayOn(found, right, channelIds) ? [asker.madeBy] : null
}

async function findMember(ctx: Context, workspaceId: string, userId: string) {
  const row = await ctx.db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspaceId')
    .select(['users.name', 'members.role', 'members.channelRoles', 'workspaces.organisationId'])
    .where('members.workspaceId', '=', workspaceId)
    .where('members.userId', '=', userId)
    .where('workspaces.eraseAt', 'is', null)
    // Whom the door does not let in, nothing is done for.
    .where(
      sql<boolean>`(coalesce(workspaces.second_step_from > ${ctx.clock.now()}, true)
        or ${isGuarded(ctx.config, sql.ref('members.userId'))})`,
    )
    .executeTakeFirst()
  return (
    row && {
      kind: 'person' as const,
      id: userId,
      name: row.name,
      organisationId: row.organisationId,
      role: asRole(row.role),
      channels: asChannelRoles(row.channelRoles),
      only: null,
    }
  )
}
