/** Where the readers are, and which rules are switched off. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/index.ts'
import type { ComplianceSettings, Jurisdiction, RuleFacts } from './contract.ts'

export async function findSettings(db: Db, workspaceId: string): Promise<ComplianceSettings> {
  const row = await db
    .selectFrom('complianceSettings')
    .select(['version', 'jurisdictions'])
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  const channels = await db
    .selectFrom('complianceChannels')
    .select(['channelId', 'jurisdictions'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('channelId')
    .execute()
  return {
    version: row?.version ?? 0,
    jurisdictions: (row?.jurisdictions ?? []) as Jurisdiction[],
    channels: channels as ComplianceSettings['channels'],
  }
}

/** Two people who save at once go one after the other, also when no row is there yet. */
export async function takeTurn(db: Db, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`compliance ${workspaceId}`}, 0))`.execute(db)
}

export async function saveSettings(
  db: Db,
  workspaceId: string,
  { version, jurisdictions, channels }: ComplianceSettings,
  now: Date,
): Promise<void> {
  const values = { version, jurisdictions, updatedAt: now }
  await db
    .insertInto('complianceSettings')
    .values({ workspaceId, ...values })
    .onConflict((on) => on.column('workspaceId').doUpdateSet(values))
    .execute()
  await db.deleteFrom('complianceChannels').where('workspaceId', '=', workspaceId).execute()
  if (channels.length > 0)
    await db
      .insertInto('complianceChannels')
      .values(channels.map((one) => ({ workspaceId, ...one })))
      .execute()
}

export async function countChannels(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const rows = await db
    .selectFrom('channels')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...ids])
    .execute()
  return rows.length
}

export async function findSwitches(
  db: Db,
  workspaceId: string,
): Promise<Map<string, NonNullable<RuleFacts['off']>>> {
  const rows = await db
    .selectFrom('complianceSwitches as s')
    .leftJoin('users as u', 'u.id', 's.userId')
    .select(['s.rule', 's.reason', 's.at', 'u.name as by'])
    .where('s.workspaceId', '=', workspaceId)
    .execute()
  return new Map(rows.map(({ rule, reason, by, at }) => [rule, { reason, by, at: at.toISOString() }]))
}

export async function switchOff(
  db: Db,
  workspaceId: string,
  rule: string,
  made: { reason: string; userId: string | null; at: Date },
): Promise<void> {
  await db
    .insertInto('complianceSwitches')
    .values({ workspaceId, rule, ...made })
    .onConflict((on) => on.columns(['workspaceId', 'rule']).doUpdateSet(made))
    .execute()
}

export async function switchOn(db: Db, workspaceId: string, rule: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('complianceSwitches')
    .where('workspaceId', '=', workspaceId)
    .where('rule', '=', rule)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
