import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { type Hook, type HookBody, type HookCall, type HookPatch, testEvent } from './contract.ts'

const columns = ['id', 'url', 'events', 'state', 'createdAt'] as const

type Row = { id: string; url: string; events: string[]; state: string; createdAt: Date }

const asHook = (row: Row): Hook => ({
  ...row,
  events: row.events as Hook['events'],
  state: row.state as Hook['state'],
  createdAt: row.createdAt.toISOString(),
})

export async function findHooks(db: Db, workspaceId: string): Promise<Hook[]> {
  const rows = await db
    .selectFrom('hooks')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .orderBy('createdAt')
    .execute()
  return rows.map(asHook)
}

export async function findHook(db: Db, workspaceId: string, id: string): Promise<Hook | undefined> {
  const row = await db
    .selectFrom('hooks')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && asHook(row)
}

export const insertHook = (
  tx: Tx,
  workspaceId: string,
  hook: HookBody & { id: string; sealed: Buffer; keyId: string },
) =>
  tx
    .insertInto('hooks')
    .values({ workspaceId, ...hook })
    .execute()

export async function updateHook(
  tx: Tx,
  workspaceId: string,
  id: string,
  patch: HookPatch,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('hooks')
    .set(patch)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteHook(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('hooks')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** Which hooks hear which events in these workspaces. */
export const findListening = (db: Db, workspaceIds: readonly string[]) =>
  db
    .selectFrom('hooks')
    .select(['id', 'workspaceId', 'events'])
    .where('workspaceId', 'in', [...workspaceIds])
    .where('state', '=', 'active')
    .execute()

export const insertCalls = (
  tx: Tx,
  calls: readonly { workspaceId: string; hookId: string; event: string; body: string }[],
) =>
  tx
    .insertInto('hookCalls')
    .values([...calls])
    .returning('id')
    .execute()

/** A call that still waits, with its hook; absent when it is done or the hook is gone or paused. */
export const findWaitingCall = (db: Db, id: string) =>
  db
    .selectFrom('hookCalls as c')
    .innerJoin('hooks as h', 'h.id', 'c.hookId')
    .select(['c.id', 'c.workspaceId', 'c.hookId', 'c.event', 'c.body', 'c.tries', 'c.createdAt'])
    .select(['h.url', 'h.sealed', 'h.keyId'])
    .where('c.id', '=', id)
    .where('c.state', '=', 'waiting')
    .where('h.state', '=', 'active')
    .executeTakeFirst()

/** Calls whose turn came while their hook was paused; those that are to be repeated later come by themselves. */
export const findStranded = (db: Db, workspaceId: string, hookId: string, now: Date) =>
  db
    .selectFrom('hookCalls')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('hookId', '=', hookId)
    .where('state', '=', 'waiting')
    .where((eb) => eb.or([eb('nextAt', 'is', null), eb('nextAt', '<=', now)]))
    .orderBy('id')
    .execute()

export async function finishCall(
  db: Db,
  id: string,
  {
    state,
    status,
    words,
    nextAt,
  }: { state: HookCall['state']; status: number | null; words: string | null; nextAt: Date | null },
): Promise<void> {
  await db
    .updateTable('hookCalls')
    .set({
      state,
      status,
      words,
      nextAt,
      tries: sql<number>`tries + 1`,
      finishedAt: state === 'waiting' ? null : sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute()
}

export async function findCalls(db: Db, workspaceId: string, hookId: string): Promise<HookCall[]> {
  const rows = await db
    .selectFrom('hookCalls')
    .select(['id', 'event', 'state', 'tries', 'status', 'words', 'body', 'createdAt', 'nextAt', 'finishedAt'])
    .where('workspaceId', '=', workspaceId)
    .where('hookId', '=', hookId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    ...row,
    state: row.state as HookCall['state'],
    body: row.body as HookCall['body'],
    createdAt: row.createdAt.toISOString(),
    nextAt: row.nextAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }))
}

export const deleteOldCalls = (db: Db, before: Date) =>
  db.deleteFrom('hookCalls').where('state', '!=', 'waiting').where('createdAt', '<', before).execute()

/** Calls of this hook that failed for good, one after the other, up to now. */
export async function countFailedInARow(db: Db, hookId: string): Promise<number> {
  const { rows } = await sql<{ failed: number }>`
    select count(*)::int as failed from hook_calls
    where hook_id = ${hookId} and state = 'failed' and event <> ${testEvent}
      and id > coalesce((select id from hook_calls where hook_id = ${hookId} and state = 'done'
        order by id desc limit 1), '00000000-0000-0000-0000-000000000000')`.execute(db)
  return rows[0]?.failed ?? 0
}

/** How many hooks there are in each state, in the whole house. */
export const countHooks = (db: Db): Promise<{ state: string; count: number }[]> =>
  db
    .selectFrom('hooks')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
