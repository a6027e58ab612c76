import { sql } from 'kysely'
import { sightOf } from '../../../app/channel-roles.ts'
import { isSeenCampaign, type Viewer } from '../../../app/sight.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { EntriesQuery, KeptRate, LineChange, LineOnly, RateKey } from './contract.ts'
import { LineKind, sideOf } from './contract.ts'

export async function findCurrency(db: Db, workspaceId: string): Promise<string | null> {
  const row = await db
    .selectFrom('budgets')
    .select('currency')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  return row?.currency ?? null
}

export const saveCurrency = (tx: Tx, workspaceId: string, currency: string, at: Date) =>
  tx
    .insertInto('budgets')
    .values({ workspaceId, currency, updatedAt: at })
    .onConflict((on) => on.column('workspaceId').doUpdateSet({ currency, updatedAt: at }))
    .execute()

const lines = (db: Db, workspaceId: string) =>
  db
    .selectFrom('budgetLines')
    .select(['id', 'side', 'kind', 'name', 'currency', 'hourly', 'spread', 'note', 'goalId', 'campaignId'])
    .select(['version', 'archivedAt'])
    .where('workspaceId', '=', workspaceId)

type Row = Awaited<ReturnType<ReturnType<typeof lines>['executeTakeFirstOrThrow']>>

const toLine = (row: Row): LineOnly => {
  const kind = LineKind.parse(row.kind)
  return {
    ...row,
    kind,
    side: sideOf(kind),
    spread: row.spread === 'even' ? 'even' : 'once',
    archivedAt: row.archivedAt?.toISOString() ?? null,
  }
}

/** In the order in which they were made. */
export async function findLines(
  db: Db,
  workspaceId: string,
  archived: boolean | null,
  campaignId?: string,
): Promise<LineOnly[]> {
  const rows = await lines(db, workspaceId)
    .$if(archived !== null, (query) => query.where('archivedAt', archived ? 'is not' : 'is', null))
    .$if(campaignId !== undefined, (query) => query.where('campaignId', '=', campaignId ?? ''))
    .orderBy('id')
    .execute()
  return rows.map(toLine)
}

export async function findLine(db: Db, workspaceId: string, id: string): Promise<LineOnly | undefined> {
  const row = await lines(db, workspaceId).where('id', '=', id).executeTakeFirst()
  return row && toLine(row)
}

/** Nobody changes them meanwhile; everybody takes them in the same order. */
export async function lockLines(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<LineOnly[]> {
  const rows = await lines(tx, workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(toLine)
}

export async function countLines(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('budgetLines')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

type Fields = Omit<LineOnly, 'id' | 'version' | 'archivedAt'>

export async function insertLine(tx: Tx, workspaceId: string, fields: Fields, at: Date): Promise<string> {
  const { id } = await tx
    .insertInto('budgetLines')
    .values({ workspaceId, ...fields, createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Change = Omit<LineChange, 'version'> & { archivedAt?: Date | null }

export const updateLine = (tx: Tx, workspaceId: string, id: string, change: Change) =>
  tx
    .updateTable('budgetLines')
    .set(({ eb }) => ({ ...change, version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deleteLine = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('budgetLines').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

export type Planned = { lineId: string; month: string; minor: number | null; minutes: number | null }

/** `of`: only of these lines; null for all. */
export const findMonths = (
  db: Db,
  workspaceId: string,
  from: string,
  to: string,
  of: readonly string[] | null,
): Promise<Planned[]> =>
  db
    .selectFrom('budgetMonths')
    .select(['lineId', 'month', 'minor', 'minutes'])
    .where('workspaceId', '=', workspaceId)
    .$if(of !== null, (query) => query.where('lineId', '=', sql<string>`any(${of}::uuid[])`))
    .where('month', '>=', from)
    .where('month', '<=', to)
    .orderBy('month')
    .execute()

export const findMonthsOf = (db: Db, workspaceId: string, lineIds: readonly string[]): Promise<Planned[]> =>
  db
    .selectFrom('budgetMonths')
    .select(['lineId', 'month', 'minor', 'minutes'])
    .where('workspaceId', '=', workspaceId)
    .where('lineId', '=', sql<string>`any(${lineIds}::uuid[])`)
    .execute()

export async function saveMonths(tx: Tx, workspaceId: string, items: readonly Planned[]): Promise<void> {
  const kept = items.filter(({ minor, minutes }) => minor !== null || minutes !== null)
  const gone = items.filter(({ minor, minutes }) => minor === null && minutes === null)
  if (gone.length > 0)
    await sql`delete from budget_months m using unnest(${gone.map((one) => one.lineId)}::uuid[], ${gone.map((one) => one.month)}::date[]) as g (line_id, month)
      where m.workspace_id = ${workspaceId} and m.line_id = g.line_id and m.month = g.month`.execute(tx)
  if (kept.length > 0)
    await tx
      .insertInto('budgetMonths')
      .values(
        kept.map(({ lineId, month, minor, minutes }) => ({ workspaceId, lineId, month, minor, minutes })),
      )
      .onConflict((on) =>
        on.columns(['workspaceId', 'lineId', 'month']).doUpdateSet(({ ref }) => ({
          minor: ref('excluded.minor'),
          minutes: ref('excluded.minutes'),
        })),
      )
      .execute()
}

export type SpentOn = { lineId: string; day: string; currency: string; minor: number; minutes: number }

/**
 * By line, day and currency: as much as a rate needs to know. What is in the currency of the workspace needs none and is told
 * by the first of its month, so that a busy year is not read day by day.
 */
export async function findSpent(
  db: Db,
  workspaceId: string,
  [from, to]: [from: string, to: string],
  base: string | null,
  of: readonly string[] | null,
): Promise<SpentOn[]> {
  const { rows } = await sql<SpentOn>`
    select line_id, case when currency = ${base}::text then date_trunc('month', day)::date else day end as day, currency,
      sum(minor)::bigint as minor, coalesce(sum(minutes), 0)::bigint as minutes
    from budget_entries where workspace_id = ${workspaceId} and day between ${from} and ${to}
      ${of === null ? sql`` : sql`and line_id = any(${of}::uuid[])`}
    group by 1, 2, 3 order by 2`.execute(db)
  return rows
}

const entries = (db: Db, workspaceId: string) =>
  db
    .selectFrom('budgetEntries as e')
    .leftJoin('users', 'users.id', 'e.enteredBy')
    .select(['e.id', 'e.lineId', 'e.day', 'e.minor', 'e.currency', 'e.minutes', 'e.note', 'e.createdAt'])
    .select(['e.version', 'users.name as enteredBy'])
    .where('e.workspaceId', '=', workspaceId)

export type EntryRow = Awaited<ReturnType<ReturnType<typeof entries>['executeTakeFirstOrThrow']>>

type Page = Omit<EntriesQuery, 'cursor'> & { after: [day: string, id: string] | null }

/** Newest first. */
export const findEntries = (db: Db, workspaceId: string, { line, campaign, from, to, limit, after }: Page) =>
  entries(db, workspaceId)
    .$if(line !== undefined, (query) => query.where('e.lineId', '=', line ?? ''))
    .$if(campaign !== undefined, (query) =>
      query.where('e.lineId', 'in', ({ selectFrom }) =>
        selectFrom('budgetLines')
          .select('id')
          .where('workspaceId', '=', workspaceId)
          .where('campaignId', '=', campaign ?? ''),
      ),
    )
    .$if(from !== undefined, (query) => query.where('e.day', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('e.day', '<=', to ?? ''))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(e.day, e.id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`),
    )
    .orderBy('e.day', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute()

export const findEntry = (db: Db, workspaceId: string, id: string) =>
  entries(db, workspaceId).where('e.id', '=', id).executeTakeFirst()

/** Nobody changes it meanwhile. */
export const lockEntry = (tx: Tx, workspaceId: string, id: string) =>
  entries(tx, workspaceId).where('e.id', '=', id).forUpdate('e').executeTakeFirst()

export async function countEntries(db: Db, workspaceId: string, lineId?: string): Promise<number> {
  const { count } = await db
    .selectFrom('budgetEntries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .$if(lineId !== undefined, (query) => query.where('lineId', '=', lineId ?? ''))
    .executeTakeFirstOrThrow()
  return Number(count)
}

export type NewEntry = {
  lineId: string
  day: string
  minor: number
  currency: string
  minutes: number | null
  note: string
}

/** In statements of a thousand, so that none has more values than PostgreSQL takes. */
export async function insertEntries(
  tx: Tx,
  workspaceId: string,
  items: readonly NewEntry[],
  enteredBy: string | null,
  at: Date,
): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < items.length; from += 1000) {
    const rows = items.slice(from, from + 1000).map(({ lineId, day, minor, currency, minutes, note }) => ({
      ...{ workspaceId, lineId, day, minor, currency, minutes, note, enteredBy, createdAt: at },
    }))
    const made = await tx.insertInto('budgetEntries').values(rows).returning('id').execute()
    ids.push(...made.map(({ id }) => id))
  }
  return ids
}

export const updateEntry = (tx: Tx, workspaceId: string, id: string, entry: NewEntry) =>
  tx
    .updateTable('budgetEntries')
    .set(({ eb }) => ({
      lineId: entry.lineId,
      day: entry.day,
      minor: entry.minor,
      currency: entry.currency,
      minutes: entry.minutes,
      note: entry.note,
      version: eb('version', '+', 1),
    }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute()

export const deleteEntry = (tx: Tx, workspaceId: string, id: string) =>
  tx.deleteFrom('budgetEntries').where('workspaceId', '=', workspaceId).where('id', '=', id).execute()

/** Of the currencies that are needed, until a day. */
export async function findRatesOf(
  db: Db,
  workspaceId: string,
  currencies: readonly string[],
  until: string,
): Promise<KeptRate[]> {
  const { rows } = await sql<KeptRate>`
    select from_currency as "from", to_currency as "to", day, trim_scale(rate)::text as rate, source from budget_rates
    where workspace_id = ${workspaceId} and from_currency = any(${currencies}::text[])
      and to_currency = any(${currencies}::text[]) and day <= ${until}`.execute(db)
  return rows
}

type Place = [day: string, from: string, to: string]

/** Newest first. */
export async function findRates(
  db: Db,
  workspaceId: string,
  limit: number,
  after: Place | null,
): Promise<KeptRate[]> {
  const [day, from, to] = after ?? []
  const { rows } = await sql<KeptRate>`
    select from_currency as "from", to_currency as "to", day, trim_scale(rate)::text as rate, source from budget_rates
    where workspace_id = ${workspaceId} ${
      after ? sql`and (day, from_currency, to_currency) < (${day}::date, ${from}, ${to})` : sql``
    }
    order by day desc, from_currency desc, to_currency desc limit ${limit}`.execute(db)
  return rows
}

export async function countRates(db: Db, workspaceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('budgetRates')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What was known of the same day is corrected. Answers how many were not known as they are. */
export async function saveRates(
  tx: Tx,
  workspaceId: string,
  items: readonly KeptRate[],
  at: Date,
): Promise<number> {
  let count = 0
  for (let from = 0; from < items.length; from += 1000) {
    const part = items.slice(from, from + 1000)
    const of = (name: 'from' | 'to' | 'day' | 'rate' | 'source') => part.map((one) => one[name])
    const { numAffectedRows } = await sql`
      insert into budget_rates (workspace_id, from_currency, to_currency, day, rate, source, created_at)
      select ${workspaceId}, f, t, d, r, s, ${at}::timestamptz
      from unnest(${of('from')}::text[], ${of('to')}::text[], ${of('day')}::date[], ${of('rate')}::numeric[], ${of('source')}::text[]) as x (f, t, d, r, s)
      on conflict (workspace_id, from_currency, to_currency, day) do update
        set rate = excluded.rate, source = excluded.source, created_at = excluded.created_at
        where budget_rates.rate <> excluded.rate`.execute(tx)
    count += Number(numAffectedRows ?? 0)
  }
  return count
}

export async function deleteRate(
  tx: Tx,
  workspaceId: string,
  { from, to, day }: RateKey,
): Promise<KeptRate | undefined> {
  const { rows } = await sql<KeptRate>`
    delete from budget_rates where workspace_id = ${workspaceId} and from_currency = ${from} and to_currency = ${to} and day = ${day}
    returning from_currency as "from", to_currency as "to", day, trim_scale(rate)::text as rate, source`.execute(
    tx,
  )
  return rows[0]
}

/** All currencies that lines and entries are in. */
export async function findCurrencies(db: Db, workspaceId: string): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select currency from budgets where workspace_id = ${workspaceId}
    union select currency from budget_lines where workspace_id = ${workspaceId}
    union select currency from budget_entries where workspace_id = ${workspaceId}`.execute(db)
  return rows.map(({ currency }) => currency)
}

export async function hasGoal(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('goals')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** One that whoever looks may see. */
export async function hasCampaign(db: Db, viewer: Viewer, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('campaigns')
    .select('id')
    .where('workspaceId', '=', viewer.workspaceId)
    .where('id', '=', id)
    .where(isSeenCampaign(sightOf(viewer)))
    .executeTakeFirst()
  return row !== undefined
}

export async function findZone(db: Db, workspaceId: string): Promise<string> {
  const { timeZone } = await db
    .selectFrom('workspaces')
    .select('timeZone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return timeZone
}
