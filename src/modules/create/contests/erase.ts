/** The data of those who took part goes when the rules said that it would, and what went is written down. */
import { sql } from 'kysely'
import { systemActor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { dropConsentsOf } from '../../people/consents/index.ts'
import { dropErased } from './claim-queries.ts'
import { lockContest, updateContest } from './queries.ts'
import { told } from './service.ts'

/** Contests in one night; whatever is left goes the night after. */
const mostANight = 1000

/** Whoever did not answer a letter for so long was perhaps never asked by themselves. */
const unconfirmedMs = 7 * 86_400_000

export async function eraseDueContests(ctx: Context): Promise<void> {
  await dropUnconfirmed(ctx)
  const due = await ctx.db
    .selectFrom('contests')
    .select(['id', 'workspaceId'])
    .where('eraseAt', '<=', ctx.clock.now())
    .where('erasedAt', 'is', null)
    .orderBy('eraseAt')
    .limit(mostANight)
    .execute()
  for (const { id, workspaceId } of due)
    await ctx.db.transaction().execute((tx) => eraseContest(tx, ctx, workspaceId, id))
}

/** The digests of the list stay: without the salts, which go, they are nobody’s, and the draw can still be repeated. */
async function eraseContest(tx: Tx, ctx: Context, workspaceId: string, id: string): Promise<void> {
  const row = await lockContest(tx, workspaceId, id)
  const now = ctx.clock.now()
  if (!row?.eraseAt || row.erasedAt || row.eraseAt > now) return
  const { rows } = await sql<{ people: number; entries: number }>`
    select (select count(*)::int from contest_people where contest_id = ${id} and merged_into is null) as people,
      (select count(*)::int from contest_entries where contest_id = ${id}) as entries`.execute(tx)
  const erased = rows[0] ?? { people: 0, entries: 0 }
  await sql`update contest_winners set note = '', shown_as = null, person_id = null where contest_id = ${id}`.execute(
    tx,
  )
  await dropUnanswered(tx, id)
  await sql`delete from contest_people where contest_id = ${id}`.execute(tx)
  await dropErased(tx, { workspaceId, contestId: id })
  await dropConsentsOf(tx, workspaceId, id, null)
  // A list that was never drawn from is of no use to anybody any more.
  const stage = row.stage === 'open' || row.stage === 'frozen' ? { stage: 'cancelled', cancelledAt: now } : {}
  await updateContest(tx, workspaceId, id, { erasedAt: now, erased: JSON.stringify(erased), ...stage })
  await told(tx, ctx, systemActor(workspaceId), id, 'contest.data_erased', erased)
}

/** What somebody agreed to with an address that never answered, news too: nobody ever stood by it. */
const dropUnanswered = (tx: Tx, id: string) =>
  sql`
    delete from consents k using contest_entries e where e.contest_id = ${id} and e.confirmed_at is null and e.mail is not null
      and k.workspace_id = e.workspace_id and k.subject_id = e.contest_id and k.who_key = lower(trim(e.mail))
      and k.confirmed_at is null`.execute(tx)

/** Addresses that somebody wrote into a form and that never answered. */
async function dropUnconfirmed(ctx: Context): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - unconfirmedMs)
  await sql`
    with gone as (
      delete from contest_people p using contests c
      where c.id = p.contest_id and c.stage = 'open' and p.created_at < ${before}::timestamptz and p.merged_into is null
        and not exists (select from contest_people m where m.merged_into = p.id)
        and exists (select from contest_entries e where e.person_id = p.id)
        and not exists (select from contest_entries e where e.person_id = p.id and e.confirmed_at is not null)
      returning p.id),
    mails as (
      select e.workspace_id, e.contest_id, lower(trim(e.mail)) as who from contest_entries e join gone g on g.id = e.person_id
      where e.mail is not null)
    delete from consents k using mails m where k.workspace_id = m.workspace_id and k.subject_id = m.contest_id
      and k.who_key = m.who and k.confirmed_at is null`.execute(ctx.db)
}
