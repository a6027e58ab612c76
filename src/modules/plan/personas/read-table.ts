import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { dayOf } from '../../../platform/civil.ts'
import type { ReadTable, TableBody } from './contract.ts'
import { findZone } from './queries.ts'
import { readAudience } from './table.ts'

/** What it says is known on the day on which it is read. */
export async function readPersonaTable(ctx: Context, actor: Actor, { csv }: TableBody): Promise<ReadTable> {
  const { timeZone } = await findZone(ctx.db, actor.workspaceId)
  return readAudience(csv, dayOf(ctx.clock.now(), timeZone))
}
