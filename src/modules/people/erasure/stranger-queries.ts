import { sql } from 'kysely'
import type { Db, Tx } from '../../../app/context.ts'

export type Read = {
  id: string
  workspaceId: string
  kind: string
  url: string | null
  text: string
  publishedAt: Date
}

/** What accounts of a network have out that was not written here, with these letters in it. */
export async function findPublications(db: Db, network: string, who: string): Promise<Read[]> {
  const { rows } = await sql<Read>`
    select p.id, p.workspace_id as "workspaceId", p.kind, p.url, p.text, p.published_at as "publishedAt"
    from publications p join channels c on c.id = p.channel_id
    where c.network = ${network} and p.origin = 'native'
      and position(lower(${who}) in lower(p.text || ' ' || coalesce(p.url, ''))) > 0
    order by p.published_at, p.id`.execute(db)
  return rows
}

/** A profile that a workspace watches as a competitor's. */
export type Watched = {
  id: string
  workspaceId: string
  handle: string
  name: string
  url: string
  remoteId: string
}

/** `names`: how the network may be called where people typed it in. */
export async function findWatched(db: Db, names: readonly string[], who: string): Promise<Watched[]> {
  const { rows } = await sql<Watched>`
    select id, workspace_id as "workspaceId", handle, name, url, coalesce(remote_id, '') as "remoteId"
    from competitor_profiles
    where lower(network) = any(${names.map((name) => name.toLowerCase())}::text[])
      and position(lower(${who}) in lower(concat_ws(' ', handle, name, url, remote_id))) > 0
    order by id`.execute(db)
  return rows
}

/** With everything that was read of it. */
export const deleteWatched = (tx: Tx, id: string) =>
  tx.deleteFrom('competitorProfiles').where('id', '=', id).execute()

export type Writing = { kind: 'post' | 'publication' | 'note'; id: string; workspaceId: string; text: string }

/** What people of a workspace wrote for a channel of the network, or noted on a competitor, with these letters in it. */
export async function findWritings(db: Db, network: string, who: string): Promise<Writing[]> {
  const { rows } = await sql<Writing>`
    select 'post' as kind, p.id, p.workspace_id as "workspaceId",
      p.content::text || ' ' || coalesce((select string_agg(v.content::text, ' ') from variants v where v.post_id = p.id), '') as text
    from posts p
    where exists (select from variants v join channels c on c.id = v.channel_id where v.post_id = p.id and c.network = ${network})
      and (position(lower(${who}) in lower(p.content::text)) > 0
        or exists (select from variants v where v.post_id = p.id and position(lower(${who}) in lower(v.content::text)) > 0))
    union all
    select 'publication', p.id, p.workspace_id, p.text
    from publications p join channels c on c.id = p.channel_id
    where c.network = ${network} and p.origin = 'ours' and position(lower(${who}) in lower(p.text)) > 0
    union all
    select 'note', n.id, n.workspace_id, n.words
    from competitor_notes n where position(lower(${who}) in lower(n.words)) > 0
    order by 1, 2`.execute(db)
  return rows
}

export const emptyPublication = (tx: Tx, id: string, left: { text: string; url: string | null }) =>
  tx.updateTable('publications').set(left).where('id', '=', id).execute()

export type Suspected = {
  id: string
  workspaceId: string
  handle: string
  name: string
  url: string
  verdict: string | null
}

/** Accounts that an audit of a presence found and that are exactly these people: by handle, id or address. */
export async function findSuspects(db: Db, network: string, who: string): Promise<Suspected[]> {
  const { rows } = await sql<Suspected>`
    select id, workspace_id, handle, name, url, verdict from suspects
    where network = ${network}
      and lower(${who}) in (lower(handle), lower(ltrim(handle, '@')), lower(account), lower(url))
    order by id`.execute(db)
  return rows
}

/** With their evidence. Verdicts stay without anybody to whom they would point; pictures that nobody else shows go too. */
export async function deleteSuspect(tx: Tx, { id, workspaceId, handle }: Suspected): Promise<void> {
  const { rows } = await sql<{ pictureId: string | null }>`
    select picture_id from suspects where id = ${id}
    union select picture_id from presence_evidence where suspect_id = ${id}`.execute(tx)
  await tx.deleteFrom('suspects').where('id', '=', id).execute()
  // What an audit said of them by handle, as new or gone.
  await sql`
    update presence_runs set difference = replace(difference::text, to_json(${handle}::text)::text, '"…"')::jsonb
    where workspace_id = ${workspaceId} and difference is not null`.execute(tx)
  for (const { pictureId } of rows)
    if (pictureId)
      await sql`
        delete from presence_pictures p where p.id = ${pictureId}
          and not exists (select from suspects s where s.picture_id = p.id)
          and not exists (select from presence_evidence e where e.picture_id = p.id or e.own_picture_id = p.id)`.execute(
        tx,
      )
}

/** Somebody who took part in a contest with an account of the network. */
export type Taking = {
  personId: string
  workspaceId: string
  contestId: string
  contest: string
  handle: string
}

export async function findTakings(db: Db, network: string, who: string): Promise<Taking[]> {
  const { rows } = await sql<Taking>`
    select distinct coalesce(p.merged_into, p.id) as "personId", e.workspace_id as "workspaceId", e.contest_id as "contestId",
      c.name as contest, e.handle
    from contest_entries e join contest_people p on p.id = e.person_id join contests c on c.id = e.contest_id
    where e.network = ${network}
      and lower(${who}) in (lower(e.handle), lower(ltrim(e.handle, '@')), lower(e.account), lower(e.url))
    order by 1`.execute(db)
  return rows
}
