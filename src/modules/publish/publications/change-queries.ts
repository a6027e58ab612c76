import { sql } from 'kysely'
import type { Draft } from '../../../networks/kit/content.ts'
import type { SentPart } from '../../../networks/kit/network.ts'
import type { Db, Tx } from '../../../platform/db/index.ts'
import { freeze } from '../content/index.ts'

export type ChangeRow = {
  id: string
  publicationId: string
  deliveryId: string
  postId: string
  channelId: string
  content: Draft
  digest: string
  state: 'waiting' | 'sending' | 'refused'
  asked: boolean
  askedBy: string | null
  askedName: string | null
  tries: number
  dueAt: Date
}

const rows = (where: ReturnType<typeof sql>) => sql<ChangeRow>`
  select x.id, x.publication_id, x.delivery_id, x.post_id, x.channel_id, x.content, x.digest, x.state, x.asked, x.asked_by,
    u.name as asked_name, x.tries, d.due_at
  from publication_changes x join deliveries d on d.id = x.delivery_id left join users u on u.id = x.asked_by
  where ${where}`

export const findChange = async (
  db: Db,
  workspaceId: string,
  publicationId: string,
): Promise<ChangeRow | undefined> =>
  (await rows(sql`x.workspace_id = ${workspaceId} and x.publication_id = ${publicationId}`).execute(db))
    .rows[0]

export type NewChange = {
  workspaceId: string
  publicationId: string
  deliveryId: string
  postId: string
  channelId: string
  json: string
  digest: string
  askedBy: string | null
  createdAt: Date
}

/** In place of one that waited: what was said yes to word for word still counts. Not while one is on its way. */
export async function putChange(tx: Tx, change: NewChange): Promise<boolean> {
  const { rows: put } = await sql`
    insert into publication_changes as x (workspace_id, publication_id, delivery_id, post_id, channel_id, content, digest, asked_by, created_at)
    values (${change.workspaceId}, ${change.publicationId}, ${change.deliveryId}, ${change.postId}, ${change.channelId},
      ${change.json}::jsonb, ${change.digest}, ${change.askedBy}, ${change.createdAt}::timestamptz)
    on conflict (publication_id) do update set content = excluded.content, digest = excluded.digest, asked_by = excluded.asked_by,
      created_at = excluded.created_at, state = 'waiting', words = null, tries = 0, next_at = null, sending_at = null
    where x.state <> 'sending'
    returning x.id`.execute(tx)
  return put.length > 0
}

/** The last word before it leaves: still these words, still wished, and nothing missing. Inside a transaction that holds the post. */
export async function armChange(
  tx: Tx,
  workspaceId: string,
  publicationId: string,
  now: Date,
): Promise<boolean> {
  const { rows: armed } = await sql`
    update publication_changes x set state = 'sending', sending_at = ${now}::timestamptz, words = null
    from deliveries d join publications p on p.delivery_id = d.id
    where x.workspace_id = ${workspaceId} and x.publication_id = ${publicationId} and x.state = 'waiting'
      and d.id = x.delivery_id and p.id = x.publication_id and p.gone_at is null
      and not lacks_approval(x.workspace_id, x.post_id, x.channel_id, x.digest, d.due_at)
    returning x.id`.execute(tx)
  return armed.length > 0
}

export const markAsked = (tx: Tx, workspaceId: string, publicationId: string) =>
  sql`update publication_changes set asked = true
    where workspace_id = ${workspaceId} and publication_id = ${publicationId}`.execute(tx)

/** Not taken: tried again at that time, or left to a person. */
export async function markRefused(
  tx: Tx,
  change: ChangeRow,
  words: string,
  nextAt: Date | null,
): Promise<boolean> {
  const { rows: left } = await sql`
    update publication_changes set state = ${nextAt ? 'waiting' : 'refused'}, words = ${words.slice(0, 1000)},
      tries = tries + 1, next_at = ${nextAt}::timestamptz, sending_at = null
    where id = ${change.id} and state = 'sending'
    returning id`.execute(tx)
  return left.length > 0
}

export async function dropChange(
  tx: Tx,
  workspaceId: string,
  publicationId: string,
): Promise<{ deliveryId: string; digest: string } | undefined> {
  const { rows: gone } = await sql<{ deliveryId: string; digest: string }>`
    delete from publication_changes where workspace_id = ${workspaceId} and publication_id = ${publicationId}
    returning delivery_id, digest`.execute(tx)
  return gone[0]
}

/** What is out by a delivery, as approval knows it. */
export async function findOut(tx: Tx, workspaceId: string, deliveryId: string) {
  const row = await tx
    .selectFrom('deliveries')
    .select(['postId', 'channelId', 'content', 'dueAt'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', deliveryId)
    .executeTakeFirst()
  return row && { ...row, ...freeze(row.content as unknown as Draft) }
}

/** What says something else from now on. */
export async function keepChanged(
  tx: Tx,
  workspaceId: string,
  { publicationId, deliveryId, content }: ChangeRow,
  parts: readonly SentPart[],
): Promise<void> {
  await tx
    .updateTable('publications')
    .set({ text: content.parts[0]?.text ?? '' })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', publicationId)
    .execute()
  const { json, digest } = freeze(content)
  await tx
    .updateTable('deliveries')
    .set({ parts: JSON.stringify(parts), content: json, digest })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', deliveryId)
    .execute()
}

/** So long one may be on its way before its process is taken for dead. Saying the same words again does no harm. */
const deadAfter = '3 minutes'

/** Changes whose time has come and that nothing is missing to leave, with where they belong. */
export async function findReady(db: Db, now: Date, most: number) {
  await sql`update publication_changes set state = 'waiting', sending_at = null
    where state = 'sending' and sending_at < ${now}::timestamptz - ${deadAfter}::interval`.execute(db)
  const { rows: ready } = await sql<{ workspaceId: string; organisationId: string; publicationId: string }>`
    select x.workspace_id, w.organisation_id, x.publication_id
    from publication_changes x join deliveries d on d.id = x.delivery_id join workspaces w on w.id = x.workspace_id
      join publications p on p.id = x.publication_id and p.gone_at is null
    where x.state = 'waiting' and (x.next_at is null or x.next_at <= ${now}::timestamptz) and w.erase_at is null
      and not lacks_approval(x.workspace_id, x.post_id, x.channel_id, x.digest, d.due_at)
    order by x.created_at limit ${most}`.execute(db)
  return ready
}
