import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import { audit } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { StandIn, StandInBody, StandInList } from './contract.ts'
import { approvalError } from './errors.ts'
import { findApprovers, personOf } from './who.ts'

const yearMs = 366 * 86_400_000

type Row = Omit<StandIn, 'from' | 'until' | 'state' | 'mine'> & {
  personId: string
  fromAt: Date
  untilAt: Date
}

export async function listStandIns(ctx: Context, actor: Actor): Promise<StandInList> {
  const now = ctx.clock.now()
  const { rows } = await sql<Row>`
    select s.id, s.person_id, u.name as person, b.name as stand_in, s.from_at, s.until_at
    from approval_stand_ins s join users u on u.id = s.person_id join users b on b.id = s.stand_in_id
    where s.workspace_id = ${actor.workspaceId} and s.until_at > ${now}::timestamptz - interval '30 days'
    order by s.from_at, s.id limit 200`.execute(ctx.db)
  const people = await findApprovers(ctx.db, actor.workspaceId)
  return {
    items: rows.map(({ personId, fromAt, untilAt, ...row }) => ({
      ...row,
      from: fromAt.toISOString(),
      until: untilAt.toISOString(),
      state: untilAt <= now ? 'over' : fromAt > now ? 'coming' : 'now',
      mine: personId === actor.id,
    })),
    people: people.filter(({ id }) => id !== actor.id).map(({ id, name }) => ({ id, name })),
  }
}

/** I am away, and somebody takes my place: never somebody who could not approve themselves. */
export async function addStandIn(ctx: Context, actor: Actor, body: StandInBody): Promise<StandInList> {
  const personId = personOf(actor)
  const { workspaceId } = actor
  const [fromAt, untilAt] = [new Date(body.from), new Date(body.until)]
  if (body.standInId === personId) throw approvalError('stand_in_self')
  const now = ctx.clock.now().getTime()
  if (untilAt <= fromAt || untilAt.getTime() <= now || untilAt.getTime() > now + yearMs)
    throw approvalError('bad_absence')
  await ctx.db.transaction().execute(async (tx) => {
    const people = await findApprovers(tx, workspaceId)
    if (!people.some(({ id }) => id === body.standInId)) throw approvalError('stand_in_without_right')
    const { id } = await tx
      .insertInto('approvalStandIns')
      .values({
        ...{ workspaceId, personId, standInId: body.standInId, fromAt, untilAt },
        createdAt: ctx.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await audit(tx, actor, {
      action: 'approval.stand_in_named',
      subject: { kind: 'user', id: body.standInId },
      after: { from: fromAt, until: untilAt },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'approval', id })
  })
  return listStandIns(ctx, actor)
}

export async function endStandIn(
  ctx: Context,
  actor: Actor,
  id: string,
  mayAll: boolean,
): Promise<StandInList> {
  const { workspaceId } = actor
  await ctx.db.transaction().execute(async (tx) => {
    const gone = await tx
      .deleteFrom('approvalStandIns')
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .$if(!mayAll, (query) => query.where('personId', '=', actor.id ?? ''))
      .returning('standInId')
      .executeTakeFirst()
    if (!gone) throw approvalError('no_stand_in')
    await audit(tx, actor, {
      action: 'approval.stand_in_ended',
      subject: { kind: 'user', id: gone.standInId },
    })
    await ctx.events.emit(tx, { workspaceId, topic: 'approval', id })
  })
  return listStandIns(ctx, actor)
}
