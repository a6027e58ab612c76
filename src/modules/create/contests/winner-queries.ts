import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { WinnerState } from './contract.ts'

type Place = { workspaceId: string; contestId: string }

export const insertWinners = (
  tx: Tx,
  { workspaceId, contestId }: Place,
  round: number,
  leaves: readonly string[],
) =>
  sql`insert into contest_winners (workspace_id, contest_id, round, place, leaf, person_id)
    select ${workspaceId}, ${contestId}, ${round}, l.place, l.leaf, p.id
    from unnest(${[...leaves]}::text[]) with ordinality as l(leaf, place)
    left join contest_people p on p.contest_id = ${contestId} and p.leaf = l.leaf`.execute(tx)

export type WinnerRow = {
  id: string
  round: number
  place: number
  leaf: string
  personId: string | null
  who: string | null
  mail: string | null
  url: string | null
  state: WinnerState
  version: number
  contactedAt: Date | null
  answerBy: Date | null
  answeredAt: Date | null
  deliveredAt: Date | null
  note: string
  shownAs: string | null
}

export async function findWinners(
  db: Db,
  { workspaceId, contestId }: Place,
  id?: string,
): Promise<WinnerRow[]> {
  const { rows } = await sql<WinnerRow>`
    select w.id, w.round, w.place, w.leaf, w.person_id, w.state, w.version, w.contacted_at, w.answer_by, w.answered_at, w.delivered_at,
      w.note, w.shown_as, e.who, e.mail, e.url
    from contest_winners w left join lateral (
      select max(e.mail) as mail, (array_agg(e.url) filter (where e.url is not null))[1] as url,
        string_agg(distinct coalesce(nullif(e.handle, ''), nullif(e.name, '')), ', ') as who
      from contest_entries e join contest_people m on m.id = e.person_id
      where w.person_id is not null and (m.id = w.person_id or m.merged_into = w.person_id)) e on true
    where w.workspace_id = ${workspaceId} and w.contest_id = ${contestId} ${id ? sql`and w.id = ${id}` : sql``}
    order by w.round, w.place`.execute(db)
  return rows
}

export const lockWinner = (tx: Tx, { workspaceId, contestId }: Place, id: string) =>
  tx
    .selectFrom('contestWinners')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

type Values = Partial<Omit<WinnerRow, 'id' | 'version' | 'who' | 'mail' | 'url'>>

export const updateWinner = (tx: Tx, { workspaceId, contestId }: Place, id: string, values: Values) =>
  tx
    .updateTable('contestWinners')
    .set(values)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .where('id', '=', id)
    .execute()
