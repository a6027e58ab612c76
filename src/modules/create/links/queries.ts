import type { Db } from '../../../platform/db/index.ts'
import type { LinkRule, LinkRuleBody } from './contract.ts'

const columns = ['enabled', 'source', 'medium', 'campaign', 'term', 'content', 'excluded', 'version'] as const

export const findRule = (db: Db, workspaceId: string): Promise<LinkRule | undefined> =>
  db.selectFrom('linkRules').select(columns).where('workspaceId', '=', workspaceId).executeTakeFirst()

/** Puts the rule down if it is still the one that was read; false when somebody was quicker. */
export async function keepRule(
  db: Db,
  workspaceId: string,
  { version, ...rule }: LinkRuleBody,
  now: Date,
): Promise<boolean> {
  const next = { ...rule, version: version + 1, updatedAt: now }
  if (version === 0) {
    const made = await db
      .insertInto('linkRules')
      .values({ workspaceId, ...next })
      .onConflict((on) => on.column('workspaceId').doNothing())
      .returning('version')
      .executeTakeFirst()
    return made !== undefined
  }
  const kept = await db
    .updateTable('linkRules')
    .set(next)
    .where('workspaceId', '=', workspaceId)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return kept !== undefined
}

type Purpose = { campaignId: string | null; pillarId: string | null }

/** The names that a rule can speak of, of many posts at once. */
export async function findPurposeNames(
  db: Db,
  workspaceId: string,
  { campaignId, pillarId }: Purpose,
): Promise<{ campaign: string; pillar: string }> {
  const [campaign, pillar] = await Promise.all([
    campaignId ? nameIn(db, workspaceId, 'campaigns', campaignId) : '',
    pillarId ? nameIn(db, workspaceId, 'pillars', pillarId) : '',
  ])
  return { campaign, pillar }
}

async function nameIn(
  db: Db,
  workspaceId: string,
  table: 'campaigns' | 'pillars',
  id: string,
): Promise<string> {
  const row = await db
    .selectFrom(table)
    .select('name')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.name ?? ''
}
