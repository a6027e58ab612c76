import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { DeviceBody } from './contract.ts'

export const findDevices = (db: Db, userId: string) =>
  db
    .selectFrom('pushDevices')
    .select(['id', 'name', 'sessionId', 'endpoint', 'createdAt', 'toldAt'])
    .where('userId', '=', userId)
    .orderBy('createdAt', 'desc')
    .execute()

/** A browser has one address: whoever signs in there next is told there instead. */
export const saveDevice = (
  tx: Tx,
  { endpoint, keys }: DeviceBody,
  of: { userId: string; sessionId: string; name: string; now: Date },
) => {
  const { now: createdAt, ...owner } = of
  return tx
    .insertInto('pushDevices')
    .values({ endpoint, ...keys, ...owner, createdAt })
    .onConflict((on) => on.column('endpoint').doUpdateSet({ ...keys, ...owner }))
    .execute()
}

export async function deleteDevice(db: Db, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('pushDevices')
    .where('userId', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** One that may still be told: its session has not ended. */
export const findOpenDevice = (db: Db, id: string, now: Date) =>
  db
    .selectFrom('pushDevices as p')
    .innerJoin('sessions as s', 's.id', 'p.sessionId')
    .select(['p.id', 'p.userId', 'p.endpoint', 'p.p256dh', 'p.auth'])
    .where('p.id', '=', id)
    .where('s.expiresAt', '>', now)
    .executeTakeFirst()

export const forgetDevice = (db: Db, id: string) =>
  db.deleteFrom('pushDevices').where('id', '=', id).execute()

export const markTold = (db: Db, id: string, now: Date) =>
  db.updateTable('pushDevices').set({ toldAt: now }).where('id', '=', id).execute()

export type Listener = {
  userId: string
  language: string | null
  role: string
  channelRoles: unknown
  settings: { kind: string; push: boolean }[]
  deviceIds: string[]
}

/** The people of a workspace who are told on a device, with what they chose. */
export async function findListeners(db: Db, workspaceId: string, now: Date): Promise<Listener[]> {
  const { rows } = await sql<Listener>`
    select m.user_id, u.language, m.role, m.channel_roles,
      coalesce((select json_agg(json_build_object('kind', s.kind, 'push', s.push)) from notification_settings s
        where s.workspace_id = m.workspace_id and s.user_id = m.user_id and s.push is not null), '[]') as settings,
      array_agg(p.id order by p.id) as device_ids
    from members m join users u on u.id = m.user_id
    join push_devices p on p.user_id = m.user_id
    join sessions s on s.id = p.session_id and s.expires_at > ${now}
    where m.workspace_id = ${workspaceId}
    group by m.workspace_id, m.user_id, u.language, m.role, m.channel_roles
    order by m.user_id`.execute(db)
  return rows
}
