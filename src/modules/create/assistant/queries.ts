import { sql } from 'kysely'
import type { Actor } from '../../../app/actor.ts'
import type { ChannelLimits } from '../../../networks/kit/manifest.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { Sealed } from '../../../platform/secrets/index.ts'
import type { AssistantCall, Month, Tool, Users } from './contract.ts'

export type StoredAssistant = {
  enabled: boolean
  baseUrl: string
  model: string
  sealed: Buffer | null
  keyId: string | null
  users: Users
  sees: boolean
  currency: string
  priceIn: number
  priceOut: number
  ceiling: number | null
  version: number
}

export const none: StoredAssistant = {
  ...{ enabled: false, baseUrl: '', model: '', sealed: null, keyId: null, users: 'writers', sees: false },
  ...{ currency: 'EUR', priceIn: 0, priceOut: 0, ceiling: null, version: 0 },
}

const columns = [
  ...(['enabled', 'baseUrl', 'model', 'sealed', 'keyId', 'users', 'sees'] as const),
  ...(['currency', 'priceIn', 'priceOut', 'ceiling', 'version'] as const),
]

const select = (db: Db, workspaceId: string) =>
  db.selectFrom('assistants').select(columns).where('workspaceId', '=', workspaceId)

type Row = Omit<StoredAssistant, 'users' | 'priceIn' | 'priceOut' | 'ceiling'> & {
  users: string
  priceIn: string | number
  priceOut: string | number
  ceiling: string | number | null
}
const asStored = (row: Row): StoredAssistant => ({
  ...row,
  users: row.users as Users,
  priceIn: Number(row.priceIn),
  priceOut: Number(row.priceOut),
  ceiling: row.ceiling === null ? null : Number(row.ceiling),
})

export async function findAssistant(db: Db, workspaceId: string): Promise<StoredAssistant> {
  const row = await select(db, workspaceId).executeTakeFirst()
  return row ? asStored(row) : none
}

/** Holds the settings still until the transaction ends: what is set aside for one call is seen by the next. */
export async function lockAssistant(tx: Tx, workspaceId: string): Promise<StoredAssistant> {
  const row = await select(tx, workspaceId).forUpdate().executeTakeFirst()
  return row ? asStored(row) : none
}

/** The row that a save locks, also when it is the first. */
export const ensureAssistant = (tx: Tx, workspaceId: string) =>
  tx
    .insertInto('assistants')
    .values({ workspaceId, version: 0 })
    .onConflict((on) => on.doNothing())
    .execute()

export type NewSettings = Omit<StoredAssistant, 'sealed' | 'keyId'> & Partial<Record<'key', Sealed | null>>

export async function saveAssistant(
  tx: Tx,
  workspaceId: string,
  { key, ...settings }: NewSettings,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('assistants')
    .set({
      ...settings,
      updatedAt: now,
      ...(key !== undefined && { sealed: key?.sealed ?? null, keyId: key?.keyId ?? null }),
    })
    .where('workspaceId', '=', workspaceId)
    .execute()
}

/** The month of the workspace's own zone, and what it has cost in a currency so far. */
export async function findMonth(db: Db, workspaceId: string, currency: string, now: Date): Promise<Month> {
  const { rows } = await sql<{ from: Date; cost: string; calls: number; estimated: boolean }>`
    select m."from", coalesce(sum(c.cost), 0)::text as cost, count(c.id)::int as calls,
      coalesce(bool_or(c.estimated and c.cost > 0), false) as estimated
    from (select date_trunc('month', ${now}::timestamptz at time zone time_zone) at time zone time_zone as "from"
      from workspaces where id = ${workspaceId}) m
    left join assistant_calls c on c.workspace_id = ${workspaceId} and c.created_at >= m."from" and c.currency = ${currency}
    group by 1`.execute(db)
  const [row] = rows
  if (!row) throw new Error('There is no such workspace')
  return { ...row, from: row.from.toISOString(), cost: Number(row.cost) }
}

type Asker = Pick<Actor, 'kind' | 'id'>
const personOf = ({ kind, id }: Asker) => ({
  personId: kind === 'person' ? id : null,
  madeKey: kind === 'key' ? id : null,
})

/** How often somebody asked since an instant, when for the first time, and how much of theirs is under way. */
export async function countOf(db: Db, workspaceId: string, asker: Asker, since: Date) {
  const { personId, madeKey } = personOf(asker)
  const { rows } = await sql<{ asked: number; first: Date | null; running: number }>`
    select (count(*) filter (where created_at > ${since}))::int as asked,
      min(created_at) filter (where created_at > ${since}) as first,
      (count(*) filter (where state = 'running'))::int as running
    from assistant_calls
    where workspace_id = ${workspaceId} and (created_at > ${since} or state = 'running')
      and person_id is not distinct from ${personId} and made_key is not distinct from ${madeKey}::uuid`.execute(
    db,
  )
  return rows[0] ?? { asked: 0, first: null, running: 0 }
}

type NewCall = { tool: Tool | 'test'; model: string; cost: number; currency: string; at: Date }

export async function insertCall(
  tx: Tx,
  workspaceId: string,
  asker: Asker,
  { at, ...call }: NewCall,
): Promise<string> {
  const { id } = await tx
    .insertInto('assistantCalls')
    .values({ workspaceId, ...personOf(asker), ...call, createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export const setAside = (tx: Tx, workspaceId: string, id: string, cost: number) =>
  tx
    .updateTable('assistantCalls')
    .set({ cost })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()

export type CallEnd = {
  state: AssistantCall['state']
  problem: string | null
  asks: number
  promptTokens: number
  answerTokens: number
  estimated: boolean
  cost: number
}

export const endCall = (db: Db, workspaceId: string, id: string, end: CallEnd, at: Date) =>
  db
    .updateTable('assistantCalls')
    .set({ ...end, finishedAt: at })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

/** Calls whose process is gone keep what was set aside for them: nobody knows what they cost. */
export const endStale = (tx: Tx, workspaceId: string, before: Date, now: Date) =>
  tx
    .updateTable('assistantCalls')
    .set({ state: 'cut', problem: 'assistant.cut_off', estimated: true, finishedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', 'running')
    .where('createdAt', '<', before)
    .execute()

export async function findCalls(
  db: Db,
  workspaceId: string,
  limit: number,
  after: { at: string; id: string } | undefined,
): Promise<(AssistantCall & { exact: string })[]> {
  const { rows } = await sql<
    Omit<AssistantCall, 'at' | 'cost' | 'promptTokens' | 'answerTokens'> & {
      at: Date
      exact: string
      cost: string
      promptTokens: string
      answerTokens: string
    }
  >`
    select c.id, c.tool, c.model, c.state, c.problem, c.asks, c.prompt_tokens::text as prompt_tokens,
      c.answer_tokens::text as answer_tokens, c.estimated, c.cost::text as cost, c.currency,
      coalesce(u.name, k.name) as by, c.created_at as at, c.created_at::text as exact
    from assistant_calls c
    left join users u on u.id = c.person_id
    left join api_keys k on k.id = c.made_key and k.workspace_id = c.workspace_id
    where c.workspace_id = ${workspaceId}
      ${after ? sql`and (c.created_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by c.created_at desc, c.id desc limit ${limit}`.execute(db)
  return rows.map(({ at, cost, promptTokens, answerTokens, ...row }) => ({
    ...row,
    at: at.toISOString(),
    cost: Number(cost),
    promptTokens: Number(promptTokens),
    answerTokens: Number(answerTokens),
  }))
}

export type Reader = { id: string; network: string; name: string; limits: ChannelLimits }

export async function findReaders(db: Db, workspaceId: string, ids: readonly string[]): Promise<Reader[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('channels')
    .select(['id', 'network', 'name', 'limits'])
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', [...new Set(ids)])
    .where('state', '!=', 'removed')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, limits: row.limits as ChannelLimits }))
}

/** What a post is about and to whom it speaks, by name; what is not there says nothing. */
export async function findPurpose(
  db: Db,
  workspaceId: string,
  { personaId, pillarId }: { personaId: string | null; pillarId: string | null },
) {
  const [persona, pillar] = await Promise.all([
    personaId === null
      ? undefined
      : db
          .selectFrom('personas')
          .select(['name', 'portrait', 'facts'])
          .where('workspaceId', '=', workspaceId)
          .where('id', '=', personaId)
          .executeTakeFirst(),
    pillarId === null
      ? undefined
      : db
          .selectFrom('pillars')
          .select(['name', 'about'])
          .where('workspaceId', '=', workspaceId)
          .where('id', '=', pillarId)
          .executeTakeFirst(),
  ])
  return { persona, pillar }
}

/** For the doctor: how many workspaces ask a model, and how the calls of a while went. */
export async function countUse(db: Db, since: Date): Promise<{ on: number; calls: number; failed: number }> {
  const { rows } = await sql<{ on: number; calls: number; failed: number }>`
    select (select count(*)::int from assistants where enabled) as "on", count(*)::int as calls,
      (count(*) filter (where state = 'failed'))::int as failed
    from assistant_calls where created_at > ${since}`.execute(db)
  return rows[0] ?? { on: 0, calls: 0, failed: 0 }
}
